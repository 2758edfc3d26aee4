import { randomUUID } from 'node:crypto';
import { BUILT_IN_CALENDAR } from '@bancheng/casebook';
import { CONTACT_RESULTS } from '@bancheng/contracts';
import {
  ACT_KINDS,
  actsThat,
  CASE_STATUSES,
  COMPLAINT_TYPES,
  DEFAULT_HALL_POLICY,
  GRADES,
  REPLY_OUTCOMES,
  REWORK_TYPES,
  STANDARD_REQUIREMENTS,
  type ActKind,
  type CaseStatus,
  type ClockKind,
  type HallPolicy,
} from '@bancheng/domain';
import { FakeClock, until, type Caller } from '@bancheng/testing';
import { CALLS } from '../walk/calls.js';
import { takeDayOff } from '../walk/taking.js';
import { DEPARTMENTS } from '../walk/case.js';
import { EngineSteps, LEADER, systemOf } from './engine-steps.js';
import { FIRST_DAY, Matter, registered, type Others, type RealServices } from './matter.js';
import { Services } from './services.js';
import { WAYS } from './ways.js';

const LONG_AFTER = '2029-03-05T01:00:00.000Z';
/** How many a status uses up: one an act that may be taken in it, and the engine's steps and alarms. */
const casesFor = (status: CaseStatus) => actsThat(({ from }) => from.includes(status)).length + 10;

const clocks = (workingDays: number) => {
  const clock = { workingDays };
  const dispatchRequirements = { immediate: clock, 'two-working-days': clock, 'five-working-days': clock };
  return { acceptance: clock, simple: clock, general: clock, complex: clock, dispatchRequirements };
};
const LEAST: HallPolicy = {
  ...{ ...DEFAULT_HALL_POLICY, ...clocks(0), extensionCapWorkingDays: 1, yellowWorkingDaysBefore: 1 },
  datesAheadWorkingDays: 60,
  ...{ returnWorkingDays: 0, urgesAtMost: 0, suspensionWorkingDays: 1, suspensionsPerDispatch: 0 },
  ...{ progressEveryWorkingDays: 1, transferWorkingDays: 1, reworkRounds: 0, contactTryDays: 1, reopenWorkingDays: 0 },
  ...{ followUpClaimWorkingDays: 0, followUpWorkingDays: 0, rulingWorkingDays: 0 },
};
const MOST: HallPolicy = {
  ...{ ...DEFAULT_HALL_POLICY, ...clocks(60), extensionCapWorkingDays: 60, yellowWorkingDaysBefore: 10 },
  ...{ returnWorkingDays: 10, urgesAtMost: 30, suspensionWorkingDays: 60, suspensionsPerDispatch: 5 },
  ...{
    progressEveryWorkingDays: 60,
    transferWorkingDays: 60,
    reworkRounds: 5,
    contactTryDays: 10,
    ...{ followUpClaimWorkingDays: 60, followUpWorkingDays: 60, rulingWorkingDays: 60 },
    reopenWorkingDays: 250,
  },
};

/** What is asked of a case by an act, lawful or not; `{}` for those that need no choice. */
const CHOICES: Partial<Record<ActKind, (matter: Matter) => object[]>> = {
  accepted: () => COMPLAINT_TYPES.map((type) => ({ type })),
  retyped: () => COMPLAINT_TYPES.map((type) => ({ type })),
  declined: () => [{ reason: 'litigation' }],
  taskForceCalled: () => [{ department: 'bdc' }],
  taskForceReported: ({ rows }) => known(rows.calls).map((call) => ({ call })),
  instructionAnswered: ({ rows }) => known(rows.instructions).map((instruction) => ({ instruction })),
  meetingHeld: ({ rows }) =>
    known(rows.meetings).flatMap((meeting) =>
      [[], [60]].map((commitments) => ({ meeting, lead: 'scjg', commitments })),
    ),
  // Of meetings that exist: whoever changes one must say which version was read.
  meetingChanged: ({ rows }) => rows.meetings.map((meeting) => ({ meeting })),
  meetingCancelled: ({ rows }) => known(rows.meetings).map((meeting) => ({ meeting })),
  commitmentEnded({ rows }) {
    const clocks = rows.clocks.filter(({ kind }) => kind === 'commitment').map(({ clockId }) => clockId);
    return known(clocks, 'commitment:').flatMap((clock) => ['fulfilled', 'released'].map((as) => ({ clock, as })));
  },
  dispatched: () =>
    STANDARD_REQUIREMENTS.flatMap((requirement) =>
      [null, 'bdc'].map((lead) => ({ departments: ['bdc'], requirement, lead })),
    ),
  ...slipChoices('signed', 'recalled', 'suspended', 'resumed'),
  returned: ({ one }) => one.slips.flatMap(({ id }) => [{ slip: id }, { slip: id, beyond: true }]),
  papersAdded: ({ one }) => [
    { to: 'case' },
    ...one.slips.flatMap(({ id }) => ['resumption', 'reply'].map((to) => ({ to, slip: id }))),
  ],
  // Slips alternate, the newest first: whatever the turn, one of the two halls asks about the return that waits.
  returnRuled({ one }) {
    const slips = one.slips.toReversed();
    return [null, 'own', 'bdc'].flatMap((next) =>
      slips.map(({ id, department }) => ({ slip: id, department: next === 'own' ? department : next })),
    );
  },
  replied: ({ one }) => one.slips.flatMap(({ id }) => REPLY_OUTCOMES.map((outcome) => ({ slip: id, outcome }))),
  repliedByWindow: ({ rows }) => [
    ...['solved', 'not-solved'].map((outcome) => ({ outcome })),
    ...rows.calls.map((call) => ({ outcome: 'solved', call })),
  ],
  extensionAsked({ rows, one }) {
    const clocks = rows.clocks.filter(({ kind }) => !NEVER_EXTENDED.includes(kind)).map(({ clockId }) => clockId);
    const asked = clocks.length === 0 ? one.slips.map(({ id }) => `dispatch:${id}`) : clocks;
    return asked.flatMap((clock) => [1, 8, 60].map((workingDays) => ({ clock, workingDays })));
  },
  extensionWithdrawn: ({ one }) => one.extensions.map(({ id }) => ({ extension: id })),
  extensionDecided: ({ one }) =>
    one.extensions.flatMap(({ id }) => [true, false].map((granted) => ({ extension: id, granted }))),
  transferAnswered: () => ['solved', 'not-solved'].map((outcome) => ({ outcome })),
  contactTried: () => CONTACT_RESULTS.map((result) => ({ result })),
  graded: () => GRADES.flatMap((grade) => [{ grade }, { grade, explanationUnderstood: false }]),
  dissatisfactionRuled: () => ['close', 'rework'].map((decision) => ({ decision })),
  reopened: () => REWORK_TYPES.map((type) => ({ type })),
  rated: () => [{ grade: 'satisfied' }, { grade: 'dissatisfied', explanationUnderstood: false }],
};

const NEVER_EXTENDED: readonly ClockKind[] = ['sign', 'progress', 'suspension'];

function slipChoices(...kinds: ActKind[]): typeof CHOICES {
  return Object.fromEntries(
    kinds.map((kind) => [kind, ({ one }: Matter) => one.slips.map(({ id }) => ({ slip: id }))]),
  );
}

/** These, or one that does not exist. */
function known(ids: readonly string[], prefix = ''): readonly string[] {
  return ids.length === 0 ? [`${prefix}${randomUUID()}`] : ids;
}

/** One thing to ask of a case: what is wrong with the answer, or null. */
interface Ask {
  name: string;
  answer: () => Promise<string | null>;
}

/**
 * Every act, signal and step of the engine, the same ones in the same order for every case that came the same way.
 * @param turn which of the choices of an act, and of the payloads of a signal, is asked for this time
 */
function asksOf(matter: Matter, engine: EngineSteps, turn: number): Ask[] {
  const inTurn = <T>(each: readonly T[]): T[] => (each.length === 0 ? [] : [each[turn % each.length]!]);
  const acts = ACT_KINDS.filter((kind) => CALLS[kind] !== null).flatMap((kind) =>
    inTurn(CHOICES[kind]?.(matter) ?? [{}]).map((choice) => ({
      name: `${kind} ${JSON.stringify(choice)}`,
      async answer() {
        const { status, body } = await matter.ask(kind, choice);
        const refused = status >= 400 && status < 500 && typeof body.code === 'string';
        return status < 300 || refused ? null : `${status} ${JSON.stringify(body)}`;
      },
    })),
  );
  const steps = engine.all(matter, inTurn).map(([name, step]) => ({
    name,
    answer: () =>
      step(matter).then(
        () => null,
        (error: unknown) => `would be tried again: ${String(error)}`,
      ),
  }));
  return [...acts, ...steps];
}

interface Change {
  name: string;
  jurisdiction: string;
  /** What happens to the rules. */
  make: ((hall: RealServices) => Promise<unknown>)[];
}

describe('whatever is asked of a case in whatever status, its rules changed in between', () => {
  let services: Services;
  let engine: EngineSteps;
  const clock = new FakeClock(FIRST_DAY);
  /** What was not refused, at least once. */
  const taken = new Set<string>();

  beforeAll(async () => {
    services = await Services.start(clock);
    engine = new EngineSteps(services.app, () => clock.now());
  });
  afterAll(() => services?.stop());

  /** A hall of its own: only its cases are counted anew. */
  async function hallOf(jurisdiction: string): Promise<RealServices> {
    const hall = await services.hall(jurisdiction);
    const admin = hall.app.as('admin');
    for (const department of DEPARTMENTS) {
      await done(admin.put(`/v1/signallers/${systemOf(department)}`, { role: 'department-system', department }));
    }
    await done(admin.put(`/v1/people/${LEADER}`, { name: '领导', roles: ['leader'] }));
    await done(admin.put(`/v1/signallers/${LEADER}`, { role: 'leader' }));
    return hall;
  }

  async function done(answer: ReturnType<Caller['post']>): Promise<any> {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  }

  const setPolicy =
    (policy: HallPolicy) =>
    async ({ app }: RealServices) => {
      const admin = app.as('admin');
      const { version } = await done(admin.post('/v1/policies', { policy }, { 'if-match': '"0"' }));
      await done(admin.post(`/v1/policies/${version}/reproject`, {}));
      await until(async () => (await admin.get('/v1/policies/reprojections')).body.items[0].finishedAt !== null);
    };

  async function casesOf(hall: RealServices, others: Others, status: CaseStatus, count: number, way = 0) {
    const cases: Matter[] = [];
    for (let made = 0; made < count; made += 1) {
      const matter = await Matter.register(hall, others);
      await WAYS[status][way]!(matter, engine);
      expect(matter.rows.status).toBe(status);
      cases.push(matter);
    }
    return cases;
  }

  /** Cases of one way, asked everything; one that takes something gives place to the next. */
  async function askAll(cases: Matter[], turn: number): Promise<string[]> {
    const faults: string[] = [];
    await cases.at(-1)!.look();
    for (let index = 0; ; index += 1) {
      const matter = cases.at(-1)!;
      const { seq } = matter.rows;
      const ask = asksOf(matter, engine, turn)[index];
      if (ask === undefined) return faults;
      const fault = await ask.answer();
      if (fault !== null) faults.push(`${ask.name}: ${fault}`);
      if ((await matter.look()).rows.seq === seq) continue;
      taken.add(ask.name.split(' ')[0]!);
      cases.pop();
      await cases.at(-1)!.look();
    }
  }

  it.each<Change>([
    { name: 'the least of every figure', jurisdiction: '370403', make: [setPolicy(LEAST)] },
    {
      name: 'the most of every figure and a day off',
      jurisdiction: '370404',
      make: [setPolicy(MOST), (hall) => takeDayOff(hall, clock.now(), BUILT_IN_CALENDAR)],
    },
  ])(
    '$name: an act or a refusal, never a fault and never a retry',
    async ({ jurisdiction, make }) => {
      clock.set(FIRST_DAY);
      const hall = await hallOf(jurisdiction);
      const first = (await registered(hall)).id!;
      const [earlier] = await casesOf(hall, { first, earlier: first }, 'closed', 1);
      const others = { first, earlier: earlier!.id };
      const waiting = await Promise.all(
        CASE_STATUSES.flatMap((status) =>
          WAYS[status].map(async (_go, way) => ({
            status,
            cases: await casesOf(hall, others, status, casesFor(status), way),
          })),
        ),
      );
      for (const change of make) await change(hall);
      for (const [index, { status, cases }] of waiting.entries()) {
        const turn = index + Number(jurisdiction);
        // Every second one long after, when the calendar has ended; in the next hall the others.
        clock.set(turn % 2 === 0 ? FIRST_DAY : LONG_AFTER);
        expect({ status, faults: await askAll(cases, turn) }).toEqual({ status, faults: [] });
      }
    },
    600_000,
  );

  it('took every act and every step of the engine at least once', () => {
    const asked = ACT_KINDS.filter((kind) => CALLS[kind] !== null);
    expect([...asked, 'openFollowUp', 'closeCase'].filter((name) => !taken.has(name))).toEqual([]);
  });
});
