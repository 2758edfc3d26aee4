import type { EngineAct, ActsRecorded, CaseFacts, CaseSnapshot } from '@bancheng/contracts/workflow';
import { nextAlarm, type Alarm, type CaseClock, type CaseStatus } from '@bancheng/domain';

/**
 * What a run knows of its case: the acts it has taken in, in order and each once, however they came (signal, an
 * activity's answer, the whole case loaded). Acts that came too early wait for the ones before them.
 */
export class CaseMirror {
  seq = 0;
  status: CaseStatus = 'registered';
  facts: CaseFacts | null = null;
  private readonly clocks = new Map<string, CaseClock>();
  private readonly early = new Map<number, EngineAct>();
  private heardOf = 0;
  /** The case must be loaded without waiting for acts on their way. */
  reloadWanted = false;
  /** The row refused an effect: it knows something this run does not. */
  doubtful = false;

  /** Whether the run has anything to go by; a run that begins without an act must load its case. */
  get known(): boolean {
    return this.seq > 0;
  }

  /** Whether acts are known to exist that have not come. */
  get behind(): boolean {
    return this.reloadWanted || this.seq < this.heardOf;
  }

  /** An empty list is the sweeper's nudge: load the case. */
  hear({ upTo, acts }: ActsRecorded): void {
    this.heardOf = Math.max(this.heardOf, upTo);
    if (acts.length === 0) this.reloadWanted = true;
    this.take(acts);
  }

  take(acts: readonly EngineAct[]): void {
    for (const act of acts) {
      this.heardOf = Math.max(this.heardOf, act.seq);
      if (act.seq > this.seq) this.early.set(act.seq, act);
    }
    for (let next = this.early.get(this.seq + 1); next !== undefined; next = this.early.get(this.seq + 1)) {
      this.early.delete(next.seq);
      this.apply(next.seq, next.status, next.facts, next.clocks);
    }
  }

  /** Takes the whole case; ignored when the run already knows more. */
  load(snapshot: CaseSnapshot): void {
    this.reloadWanted = false;
    this.doubtful = false;
    this.heardOf = Math.max(this.heardOf, snapshot.seq);
    if (snapshot.seq >= this.seq) this.apply(snapshot.seq, snapshot.status, snapshot.facts, snapshot.clocks);
    for (const seq of this.early.keys()) if (seq <= this.seq) this.early.delete(seq);
    this.take([]);
  }

  doubt(): void {
    this.reloadWanted = true;
    this.doubtful = true;
  }

  clockList(): CaseClock[] {
    return [...this.clocks.values()];
  }

  /** A merged case's clocks run on unseen: only its first case warns. */
  nextAlarm(): Alarm | null {
    return this.status === 'merged' ? null : nextAlarm(this.clocks.values());
  }

  private apply(seq: number, status: CaseStatus, facts: CaseFacts, clocks: readonly CaseClock[]): void {
    this.seq = seq;
    this.status = status;
    this.facts = facts;
    for (const clock of clocks) this.clocks.set(clock.clockId, clock);
  }
}
