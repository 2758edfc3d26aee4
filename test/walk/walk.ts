import { ACT_KINDS, addDays, instantAt, instantOf, type ActKind, type CaseRules, type Instant } from '@bancheng/domain';
import { newCase, RULEBOOK, type ModelCase, type Rulebook, type Step } from './case.js';
import { faultOf } from './invariants.js';
import { choicesOf, engineAct, MODEL, record } from './model.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far time goes at once: within a half day, over a night, over a deadline, over a holiday. */
const LEAPS = [MINUTE, 40 * MINUTE, 3 * HOUR, 3 * HOUR, 9 * HOUR, 24 * HOUR, 24 * HOUR, 72 * HOUR, 240 * HOUR];

/** Where a walk takes its decisions from: an integer from 0 up to, not including, `below`. */
export type Decide = (below: number) => number;

/** A fault, with all that was done until it came. */
export class Fault extends Error {
  constructor(words: string, one: ModelCase) {
    super(`${words}\n${sequenceOf(one)}`);
  }
}

/** What was done to a case, an act a line. */
function sequenceOf({ acts }: ModelCase): string {
  return acts
    .map(({ seq, kind, at, status, choice }) => `${seq} ${at} ${kind} ${JSON.stringify(choice)} → ${status}`)
    .join('\n');
}

/** What people may do now; a merged case is closed by what happens to its first one. */
export function legalKinds(one: ModelCase, step: Omit<Step, 'id'>): ActKind[] {
  const byPerson = (kind: ActKind) => MODEL[kind].by === 'person' || (kind === 'closed' && one.status === 'merged');
  return ACT_KINDS.filter((kind) => byPerson(kind) && choicesOf(kind, one, step).length > 0);
}

/** Those of them that lead a case on. */
export function oftenOf(kinds: readonly ActKind[]): ActKind[] {
  return kinds.filter((kind) => MODEL[kind].leads);
}

/** What leads a case on, the first that is possible. */
export function dutyOf(one: ModelCase, step: Omit<Step, 'id'>): ActKind | undefined {
  return DUTIES.find((duty) => choicesOf(duty, one, step).length > 0);
}

/** One case on its way under the model, held to the invariants after every act. */
export class Walk {
  readonly one = newCase();
  private ids = 0;
  private readonly book: Rulebook;

  constructor(
    private readonly rules: CaseRules,
    private at: Instant,
    broken: Partial<Rulebook> = {},
  ) {
    this.book = { ...RULEBOOK, ...broken };
  }

  /** Starts on one of the days of 2026, at an hour at which the window is open. */
  static starting(rules: CaseRules, decide: Decide, broken: Partial<Rulebook> = {}): Walk {
    const day = addDays('2026-01-05', decide(340));
    const walk = new Walk(rules, instantAt(day, `${String(8 + decide(9)).padStart(2, '0')}:30`), broken);
    walk.perform('registered', { anonymous: decide(6) === 0 });
    return walk;
  }

  get step(): Step {
    return { at: this.at, rules: this.rules, book: this.book, id: () => `id-${(this.ids += 1)}` };
  }

  /** @throws Fault when it breaks an invariant */
  perform(kind: ActKind, choice: unknown): void {
    const before = { status: this.one.status, clocks: this.one.clocks, seq: this.one.acts.length };
    const act = record(this.one, kind, choice, this.step);
    const fault = faultOf(before, act, this.one, this.rules.policy);
    if (fault !== null) throw new Fault(fault, this.one);
  }

  /** A random step: an act of somebody's, or time; the engine follows, but not always at once. */
  wander(decide: Decide): void {
    const legal = legalKinds(this.one, this.step);
    const often = decide(5) === 0 ? legal : oftenOf(legal);
    if (often.length === 0 || decide(3) === 0) this.sleep(LEAPS[decide(LEAPS.length)]!);
    else {
      const kind = often[decide(often.length)]!;
      const choices = choicesOf(kind, this.one, this.step);
      this.sleep(1);
      this.perform(kind, choices[decide(choices.length)]);
    }
    if (decide(4) > 0) this.runEngine();
  }

  sleep(ms: number): void {
    this.at = instantOf(Date.parse(this.at) + ms);
  }

  /** The engine does all that is its to do now. */
  runEngine(): void {
    for (let steps = 0; steps < 100; steps += 1) {
      const due = engineAct(this.one, this.step);
      if (due === null) return;
      if (!this.book.mayRecord(due.kind, this.one.status))
        throw new Fault(`${due.kind} is due and not allowed`, this.one);
      this.perform(due.kind, due.choice);
    }
    throw new Fault('the engine does not come to rest', this.one);
  }

  /** Everybody does their duty from here on: whatever happened, the case reaches the archive. */
  finish(): void {
    for (let steps = 0; steps < 60; steps += 1) {
      this.runEngine();
      if (this.one.status === 'archived') return;
      const kind = dutyOf(this.one, this.step);
      if (kind === undefined) throw new Fault('nobody can lead the case on', this.one);
      this.sleep(MINUTE);
      this.perform(kind, choicesOf(kind, this.one, this.step)[0]);
    }
    throw new Fault('the case does not reach the archive', this.one);
  }
}

/** What leads a case on, the first that is possible. */
const DUTIES: ActKind[] = [
  ...(['unmerged', 'accepted', 'commitmentEnded', 'transferAnswered', 'resumed', 'replied', 'graded'] as const),
  ...(['dissatisfactionRuled', 'meetingHeld', 'dispatched', 'meetingConvened'] as const),
];
