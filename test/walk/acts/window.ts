import {
  acceptanceDeadline,
  caseDeadline,
  COMPLAINT_TYPES,
  dispatchClocksUnderCase,
  handlingRound,
  OFFICE,
  retypedClock,
  statusBeforeMerge,
  type CaseClock,
  type ComplaintType,
} from '@bancheng/domain';
import { act, currentCaseClock, DEPARTMENTS, openClocks, type ModelCase, type Step } from '../case.js';

/** The clock of a case by its type, from `step.at` on. */
export function caseClock(clockId: string, type: ComplaintType, { at, rules, book }: Step): CaseClock {
  const deadline = caseDeadline(type, at, rules.policy, rules.calendar);
  return book.startClock({ clockId, kind: 'case', department: null }, at, deadline);
}

function endAll(one: ModelCase, { at, book }: Step): CaseClock[] {
  return openClocks(one).map((clock) => book.endClock(clock, at));
}

function actsOfRound(one: ModelCase): ModelCase['acts'] {
  const { startedAt } = currentCaseClock(one);
  return one.acts.filter(({ at }) => at >= startedAt);
}

function meetingOpen(one: ModelCase): boolean {
  const { startedAt } = currentCaseClock(one);
  return one.meetings.some(({ ended, convenedAt }) => !ended && convenedAt >= startedAt);
}

const ALWAYS = [{}] as const;

/** 三(一) 统一受理: what happens at the window. */
export const WINDOW_ACTS = {
  registered: act<{ anonymous: boolean }>({
    by: 'person',
    power: null,
    leads: true,
    choices: () => [{ anonymous: false }, { anonymous: true }],
    apply(one, { anonymous }, { at, rules, book }) {
      one.anonymous = anonymous;
      const id = { clockId: 'acceptance', kind: 'acceptance', department: null } as const;
      return { clocks: [book.startClock(id, at, acceptanceDeadline(at, rules.policy, rules.calendar))] };
    },
  }),
  declined: act<{ reason: 'legal-matter' }>({
    by: 'person',
    power: null,
    leads: false,
    choices: () => [{ reason: 'legal-matter' }],
    apply: (one, _choice, step) => ({ clocks: endAll(one, step) }),
  }),
  accepted: act<{ type: ComplaintType }>({
    by: 'person',
    power: 'starts-round',
    leads: true,
    choices: () => COMPLAINT_TYPES.map((type) => ({ type })),
    apply(one, { type }, step) {
      Object.assign(one, { type, acceptedAt: step.at });
      return { clocks: [...endAll(one, step), caseClock('case', type, step)] };
    },
  }),
  answeredOnTheSpot: act<object>({
    by: 'person',
    power: 'starts-round',
    leads: false,
    choices: ({ type }) => (type === null || type === 'simple' ? ALWAYS : []),
    apply(one, _choice, step) {
      const ended = endAll(one, step);
      if (one.acceptedAt !== null) return { clocks: ended };
      Object.assign(one, { type: 'simple', acceptedAt: step.at });
      return { clocks: [...ended, step.book.endClock(caseClock('case', 'simple', step), step.at)] };
    },
  }),
  handedOver: act<object>({ by: 'person', power: null, leads: false, choices: () => ALWAYS, apply: () => ({}) }),
  amended: act<object>({ by: 'person', power: null, leads: false, choices: () => ALWAYS, apply: () => ({}) }),
  causeRecorded: act<object>({ by: 'person', power: null, leads: false, choices: () => ALWAYS, apply: () => ({}) }),
  retyped: act<{ type: ComplaintType }>({
    by: 'person',
    power: 'moves-deadline',
    leads: false,
    choices(one) {
      if (currentCaseClock(one).endedAt !== null) return [];
      const leadWanted = one.status === 'dispatched' && one.lead === null;
      return COMPLAINT_TYPES.filter(
        (type) =>
          type !== one.type &&
          !(type === 'simple' && handlingRound(one.clocks) > 1) &&
          !(type === 'complex' && leadWanted),
      ).map((type) => ({ type }));
    },
    apply(one, { type }, { at, rules, book }) {
      const moved = retypedClock(currentCaseClock(one), { from: one.type!, to: type }, at, rules);
      const reports = openClocks(one).filter(({ kind }) => kind === 'progress' && type !== 'complex');
      one.type = type;
      return {
        clocks: [
          moved,
          ...dispatchClocksUnderCase(one.clocks, moved.dueAt, at, rules),
          ...reports.map((clock) => book.stopClock(clock, at)),
        ],
      };
    },
  }),
  repliedByWindow: act<{ outcome: 'solved' | 'not-solved'; call?: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices(one) {
      const waits = openClocks(one).some(({ kind }) => kind === 'commitment') || meetingOpen(one);
      const byOffice = one.type === 'complex' && one.lead === OFFICE;
      if (!(one.type === 'general' || byOffice) || waits) return [];
      const solved = actsOfRound(one).flatMap(({ kind, choice }) =>
        kind === 'taskForceReported' ? [{ outcome: 'solved' as const, ...(choice as { call: string }) }] : [],
      );
      return [{ outcome: 'solved' }, { outcome: 'not-solved' }, ...solved];
    },
    apply: (one, _choice, step) => ({ clocks: endAll(one, step) }),
  }),
  noteAdded: act<object>({ by: 'person', power: null, leads: false, choices: () => ALWAYS, apply: () => ({}) }),
  queryCodeRenewed: act<object>({ by: 'person', power: null, leads: false, choices: () => ALWAYS, apply: () => ({}) }),
  papersAdded: act<{ to: 'case' | 'resumption' | 'reply'; slip?: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ slips, acts }) => [
      { to: 'case' },
      ...acts.flatMap(({ kind, choice }) =>
        kind === 'resumed' ? [{ to: 'resumption' as const, ...(choice as { slip: string }) }] : [],
      ),
      ...slips.filter(({ outcome }) => outcome !== null).map(({ id }) => ({ to: 'reply' as const, slip: id })),
    ],
    apply: () => ({}),
  }),
  withdrawn: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: () => ALWAYS,
    apply(one, _choice, step) {
      for (const slip of one.slips) slip.ended ??= 'withdrawn';
      return { clocks: endAll(one, step) };
    },
  }),
  terminationAsked: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ terminationAsked }) => (terminationAsked ? [] : ALWAYS),
    apply(one) {
      one.terminationAsked = true;
      return {};
    },
  }),
  terminationRefused: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ terminationAsked }) => (terminationAsked ? ALWAYS : []),
    apply(one) {
      one.terminationAsked = false;
      return {};
    },
  }),
  terminated: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ terminationAsked }) => (terminationAsked ? ALWAYS : []),
    apply(one, _choice, step) {
      one.terminated = true;
      for (const slip of one.slips) slip.ended ??= 'terminated';
      return { clocks: endAll(one, step) };
    },
  }),
  repeatFlagged: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ flagged }) => (flagged ? [] : ALWAYS),
    apply(one) {
      one.flagged = true;
      return {};
    },
  }),
  // A merged case's clocks run on unseen: they end with the first case.
  merged: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: () => ALWAYS,
    apply(one) {
      one.merged = true;
      return {};
    },
  }),
  unmerged: act<object>({
    by: 'person',
    power: null,
    leads: true,
    choices: () => ALWAYS,
    apply(one) {
      one.merged = false;
      return { to: statusBeforeMerge(one.acceptedAt) };
    },
  }),
  taskForceCalled: act<{ department: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ calls }) =>
      DEPARTMENTS.filter((name) => !calls.some(({ department, reported }) => department === name && !reported)).map(
        (department) => ({ department }),
      ),
    apply(one, { department }, { id }) {
      one.calls.push({ id: id(), department, reported: false });
      return {};
    },
  }),
  taskForceReported: act<{ call: string }>({
    by: 'person',
    power: null,
    leads: true,
    choices: ({ calls }) => calls.filter(({ reported }) => !reported).map(({ id }) => ({ call: id })),
    apply(one, { call }) {
      one.calls.find(({ id }) => id === call)!.reported = true;
      return {};
    },
  }),
  instructed: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: () => ALWAYS,
    apply(one, _choice, { id }) {
      one.instructions.push({ id: id(), answered: false });
      return {};
    },
  }),
  instructionAnswered: act<{ instruction: string }>({
    by: 'person',
    power: null,
    leads: true,
    choices: ({ instructions }) => instructions.filter((one) => !one.answered).map(({ id }) => ({ instruction: id })),
    apply(one, { instruction }) {
      one.instructions.find(({ id }) => id === instruction)!.answered = true;
      return {};
    },
  }),
};
