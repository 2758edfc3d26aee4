import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { workflowTime } from '../../src/workflow-time.js';

/**
 * One timer whose instant can be moved: by an extension, a re-projection or because the clock it stood for ended.
 * Setting it to the instant it already has leaves the running timer alone and costs no history.
 */
export class MovableTimer {
  private at: string | null = null;
  private scope: CancellationScope | null = null;
  private rung = false;

  /** Whether the instant last set has come. */
  get rang(): boolean {
    return this.rung;
  }

  /** @param at UTC instant, or null for none */
  set(at: string | null): void {
    if (at === this.at) return;
    this.scope?.cancel();
    this.at = at;
    this.rung = false;
    this.scope = at === null ? null : this.start(at);
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
