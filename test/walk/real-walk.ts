import { BUILT_IN_RULES } from '@bancheng/casebook';
import { LIVE_CLOCKS_QUERY, type LiveClocks } from '@bancheng/contracts/workflow';
import {
  mayRecord,
  nextAlarm,
  WorkingCalendar,
  type ActKind,
  type CalendarData,
  type CaseClock,
  type CaseStatus,
} from '@bancheng/domain';
import { WorkflowNotFoundError } from '@temporalio/client';
import { Random } from '../faults/random.js';
import type { Hall } from '../overrun/hall.js';
import { knowCalendar } from './acts/reprojection.js';
import { CALLS, type CalledCase } from './calls.js';
import { newCase, RULEBOOK, type Step } from './case.js';
import { faultOf } from './invariants.js';
import { choicesOf, engineAct, record } from './model.js';
import { dutyOf, Fault, legalKinds, oftenOf } from './walk.js';

/** An act as its row has it, and the row of its case. */
interface ActRow {
  case_id: string;
  seq: number;
  kind: ActKind;
  at: Date;
  status: CaseStatus;
  clocks: CaseClock[];
  detail: Record<string, unknown>;
}

interface CaseRow {
  id: string;
  seq: number;
  status: CaseStatus;
  clocks: CaseClock[];
}

/** By what the hall's cases are judged now. */
const RULES = {
  book: RULEBOOK,
  rules: { policy: BUILT_IN_RULES.policy, calendar: knowCalendar(BUILT_IN_RULES.calendar) },
};

/** What befalls the cases of every walk at once, and so is no step of any. */
const NOT_CHOSEN: ActKind[] = ['deadlinesReprojected', 'succeeded'];

/** As whom the citizens of walks report, turn by turn. */
const REPORTERS = [
  { kind: 'person' },
  { kind: 'company', contactPerson: '测试八', creditCode: '91350100M000100Y43' },
  { kind: 'group', others: ['测试八', '测试九'] },
  { kind: 'representative', representative: '测试八', relation: '儿子' },
];

/** One case with the real services, beside its model: what the model calls legal must be taken, and leave the rows it says. */
export class RealWalk {
  private readonly random: Random;
  private readonly one = newCase();
  private called!: CalledCase;
  private chosen: { kind: ActKind; choice: unknown } | null = null;
  readonly runs = new Set<string>();

  constructor(
    private readonly hall: Hall,
    readonly seed: number,
  ) {
    this.random = new Random(seed);
  }

  /** @param earlier a closed case for 重复反映 */
  async register(earlier: string): Promise<void> {
    const anonymous = this.below(6) === 0;
    const reporter = REPORTERS[this.seed % REPORTERS.length];
    const person = anonymous ? { anonymous } : { name: '测试七', phone: '0632-5550107转8001', reporter };
    const matter = {
      ...{ ...person, matterKinds: ['application-blocked'], channel: 'window' },
      ...{ record: '办不了营业执照。', claim: '尽快办出。' },
    };
    const clerk = this.hall.app.as('clerk');
    const first = this.below(4) === 0 ? (await this.hall.post(clerk, '/v1/complaints', matter)).id : null;
    this.chosen = { kind: 'registered', choice: { anonymous } };
    const { id, number, queryCode } = await this.hall.post(clerk, '/v1/complaints', matter);
    this.called = { id, number, queryCode, handler: 'clerk-1', first, earlier, one: this.one };
  }

  /** The hall has taken this calendar. */
  static countBy(data: CalendarData): void {
    RULES.rules = { ...RULES.rules, calendar: knowCalendar(new WorkingCalendar(data)) };
  }

  get status(): CaseStatus | null {
    return this.one.status;
  }

  kinds(): ActKind[] {
    return this.one.acts.map(({ kind }) => kind);
  }

  /** Something that somebody may do now, or once in a while may not. */
  async wander(): Promise<void> {
    if (this.below(8) === 0) return this.tryWhatIsNotAllowed();
    const legal = legalKinds(this.one, this.now).filter((kind) => this.isPossible(kind));
    const often = this.below(5) === 0 ? legal : oftenOf(legal);
    const kind = often[this.below(Math.max(1, often.length))];
    if (kind !== undefined) await this.perform(kind, (choices) => choices[this.below(choices.length)]!);
  }

  /** Whoever has to do something does it. */
  async doDuty(): Promise<void> {
    const kind = dutyOf(this.one, this.now);
    if (kind !== undefined) await this.perform(kind, (choices) => choices[0]!);
  }

  private async perform(kind: ActKind, pick: (choices: readonly never[]) => never): Promise<void> {
    const choice = pick(choicesOf(kind, this.one, this.now));
    this.chosen = { kind, choice };
    if (kind === 'closed') return this.closeFirst();
    const { status, body } = await CALLS[kind]!(this.hall, this.called, choice);
    if (status === 429)
      this.chosen = null; // the public endpoint's limit: not done
    else if (status >= 300)
      this.fail(`${kind} ${JSON.stringify(choice)} was refused: ${status} ${JSON.stringify(body)}`);
    if (kind === 'queryCodeRenewed') this.called.queryCode = body.queryCode;
    if (kind === 'handedOver') this.called.handler = this.called.handler === 'clerk-1' ? 'clerk-2' : 'clerk-1';
  }

  /** Nothing that the status table forbids is taken, or changes anything. */
  private async tryWhatIsNotAllowed(): Promise<void> {
    const forbidden = FORBIDDEN.filter(({ kind }) => !mayRecord(kind, this.one.status));
    const attempt = forbidden[this.below(Math.max(1, forbidden.length))];
    if (attempt === undefined) return;
    const { status, body } = await CALLS[attempt.kind]!(this.hall, this.called, attempt.choice as never);
    if (status !== 409) this.fail(`${attempt.kind} is not allowed and was answered ${status} ${JSON.stringify(body)}`);
  }

  /** The case it is merged under is answered, graded and closed: it is closed with it. */
  private async closeFirst(): Promise<void> {
    const { first: id } = this.called;
    await this.hall.post(this.hall.app.as('clerk'), `/v1/complaints/${id}/answer`, { answer: '当场答复。' });
    if (!this.one.anonymous) {
      await this.hall.until(id!, 'followUpOpened');
      await this.hall.post(this.hall.app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'satisfied' });
    }
    this.called.first = null;
    await this.hall.until(id!, 'closed');
  }

  private isPossible(kind: ActKind): boolean {
    return !NOT_CHOSEN.includes(kind) && (kind !== 'merged' || this.called.first !== null);
  }

  private take(row: ActRow): void {
    const { kind } = row;
    const before = { status: this.one.status, clocks: this.one.clocks, seq: this.one.acts.length };
    const ids = idsOf(row);
    const step: Step = { at: row.at.toISOString(), ...RULES, id: () => ids.shift()! };
    const own = this.chosen?.kind === kind ? this.chosen.choice : null;
    if (own !== null) this.chosen = null;
    const choice = own ?? this.choiceOfEngine(row, step);
    if (choice === undefined) this.fail(`${kind} on the row is nobody's by the model`);
    const act = record(this.one, kind, choice, step);
    const fault = faultOf(before, act, this.one, RULES.rules.policy);
    if (fault !== null) this.fail(fault);
    const said = { seq: act.seq, status: act.status, clocks: sorted(act.clocks) };
    const had = { seq: row.seq, status: row.status, clocks: sorted(row.clocks) };
    if (canonical(said) !== canonical(had)) this.fail(`model ${canonical(said)}\n  row ${canonical(had)}`);
  }

  private choiceOfEngine({ kind, clocks, detail }: ActRow, step: Step): unknown {
    if (kind === 'deadlinesReprojected') return { calendar: detail['toVersion'] };
    const [clock] = clocks;
    const before = this.one.clocks.find(({ clockId }) => clockId === clock?.clockId);
    if (kind === 'resumed')
      return { slip: clocks.find((one) => one.kind === 'dispatch')!.clockId.slice('dispatch:'.length) };
    if (!/Told$|Reminded$|Warned$|^urged$/.test(kind)) return choicesOf(kind, this.one, step)[0];
    const alarm = before === undefined ? null : nextAlarm([before]);
    return alarm !== null && alarm.at <= step.at ? alarm : undefined;
  }

  /**
   * Lets the models of these walks do what the rows have more.
   * @returns those where the engine has not yet done all that is its to do, or does not know all that the row has
   * @throws Fault where model, row and run differ, or an invariant does not hold
   */
  static async restless(hall: Hall, walks: readonly RealWalk[]): Promise<RealWalk[]> {
    const ids = walks.map((walk) => walk.called.id);
    const acts = await hall.app.ownerQuery<ActRow>(
      `select a.case_id, a.seq, a.kind, a.at, a.status, a.clocks, a.detail
       from casebook.act a join unnest($1::uuid[], $2::int[]) as known (id, seq) on a.case_id = known.id
       where a.seq > known.seq order by a.case_id, a.seq`,
      [ids, walks.map((walk) => walk.one.acts.length)],
    );
    const rows = await hall.app.ownerQuery<CaseRow>(
      'select id, seq, status, clocks from casebook.complaint where id = any($1)',
      [ids],
    );
    const settled = await Promise.all(
      walks.map((walk) => {
        for (const act of acts) if (act.case_id === walk.called.id) walk.take(act);
        return walk.settled(rows.find(({ id }) => id === walk.called.id)!);
      }),
    );
    return walks.filter((_walk, index) => !settled[index]);
  }

  private async settled(row: CaseRow): Promise<boolean> {
    const { status, clocks, acts } = this.one;
    if (this.chosen !== null || row.seq !== acts.length || engineAct(this.one, this.now) !== null) return false;
    const rows = canonical({ status: row.status, clocks: sorted(row.clocks) });
    if (rows !== canonical({ status, clocks: sorted(clocks) })) this.fail(`the row differs: ${rows}`);
    // After the filing only the row goes on (ratings).
    return status === 'archived' || this.knownByRun();
  }

  private async knownByRun(): Promise<boolean> {
    const handle = this.hall.env.client.workflow.getHandle(`complaint/${this.called.number}`);
    const known = await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY).catch(notStarted);
    if (known === null || known.seq !== this.one.acts.length) return false;
    const run = canonical({ status: known.status, clocks: sorted(known.clocks) });
    const rows = canonical({ status: this.one.status, clocks: sorted(this.one.clocks) });
    if (run !== rows) this.fail(`the run differs: ${run}\n  row ${rows}`);
    return true;
  }

  /** The run that the case has now; a reopened one has another than before. */
  async noteRun(): Promise<void> {
    const { runId } = await this.hall.env.client.workflow.getHandle(`complaint/${this.called.number}`).describe();
    this.runs.add(runId);
  }

  history(runId: string) {
    return this.hall.env.client.workflow.getHandle(`complaint/${this.called.number}`, runId).fetchHistory();
  }

  fail(words: string): never {
    throw new Fault(`seed ${this.seed}, ${this.called?.number}: ${words}`, this.one);
  }

  private get now(): Omit<Step, 'id'> {
    return { at: this.hall.now, ...RULES };
  }

  private below(count: number): number {
    return this.random.between(0, count - 1);
  }
}

/** Acts that can be asked for whatever the case is like. */
const FORBIDDEN = [
  { kind: 'accepted', choice: { type: 'general' } },
  { kind: 'declined', choice: { reason: 'litigation' } },
  { kind: 'answeredOnTheSpot', choice: {} },
  { kind: 'withdrawn', choice: {} },
  { kind: 'dispatched', choice: { departments: ['scjg'], requirement: 'two-working-days', lead: null } },
  { kind: 'meetingConvened', choice: {} },
  { kind: 'graded', choice: { grade: 'satisfied' } },
  { kind: 'contactTried', choice: { result: 'no-answer' } },
  { kind: 'dissatisfactionRuled', choice: { decision: 'close' } },
  { kind: 'unmerged', choice: {} },
] as const satisfies { kind: ActKind; choice: object }[];

/** The relay has not yet started the run of a case. */
function notStarted(error: unknown): null {
  if (error instanceof WorkflowNotFoundError) return null;
  throw error;
}

/** The ids of what an act created, in the order in which the model asks for them. */
function idsOf({ kind, detail }: ActRow): string[] {
  const list = (key: string, id: string) => ((detail[key] ?? []) as Record<string, string>[]).map((one) => one[id]!);
  const own = ['extensionId', 'meetingId', 'transferId', 'callId', 'instructionId'].flatMap((key) => detail[key] ?? []);
  if (kind === 'meetingHeld') return list('commitments', 'commitmentId');
  return [...(own as string[]), ...list('dispatches', 'dispatchId')];
}

function sorted(clocks: readonly CaseClock[]): CaseClock[] {
  return clocks.toSorted((a, b) => a.clockId.localeCompare(b.clockId));
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => a.localeCompare(b)))
      : one,
  );
}
