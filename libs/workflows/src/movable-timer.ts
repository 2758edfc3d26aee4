import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { workflowTime } from './workflow-time.js';

/**
 * One timer whose instant can be moved: by an extension, a re-projection or because the clock it stood for ended. One that
 * rings before the instant last set wakes its owner, who looks again: so a deadline that moves later, or is met, costs no
 * history.
 */
export class MovableTimer {
  private at: string | null = null;
  private scope: CancellationScope | null = null;
  private rung = false;

  /** @param keeps whether a running timer is left alone where it rings early enough; runs of older code began anew */
  constructor(private readonly keeps: boolean) {}

  /** Whether the instant has come, or one that was set before it. */
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
