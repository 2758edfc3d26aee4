import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { workflowTime } from './workflow-time.js';

/**
 * One timer whose instant can be moved: by an extension, a re-projection, or because its clock ended. A timer that rings
 * before the instant last set wakes its owner, who looks again; so moving a deadline later, or meeting it, adds nothing
 * to the history.
 */
export class MovableTimer {
  private at: string | null = null;
  private scope: CancellationScope | null = null;
  private rung = false;

  /**
   * @param keeps whether a running timer that rings early enough is kept; runs of older code cancel it and start another
   */
  constructor(private readonly keeps: boolean) {}

  /** Whether the instant last set, or one set before it, has come. */
  get rang(): boolean {
    return this.rung;
  }

  /** @param at UTC instant, or null for none */
  set(at: string | null): void {
    if (at === this.at || this.ringsInTimeFor(at)) return;
    this.scope?.cancel();
    this.at = at;
    this.rung = false;
    this.scope = at === null ? null : this.start(at);
  }

  private ringsInTimeFor(at: string | null): boolean {
    return this.keeps && this.at !== null && !this.rung && (at === null || this.at <= at);
  }

  private start(at: string): CancellationScope {
    const scope = new CancellationScope();
    const wait = scope.run(async () => {
      await sleep(Math.max(1, Date.parse(at) - workflowTime()));
      if (this.scope === scope) this.rung = true;
    });
    wait.catch((error: unknown) => {
      if (!isCancellation(error)) throw error;
    });
    return scope;
  }
}
