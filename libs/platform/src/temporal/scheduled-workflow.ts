import { setTimeout as sleep } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy, type Client } from '@temporalio/client';
import type { Logger } from '../logging/logger.js';

const TIME_ZONE = 'Asia/Shanghai';
const CALL_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/** A workflow that begins again and again; its runs have the Schedule's id. */
export interface Plan {
  readonly id: string;
  readonly workflowType: string;
  readonly taskQueue: string;
  /** Five fields (minute hour day month weekday), Asia/Shanghai. */
  readonly cron: string;
  /** Whether a run begins while the one before is still open; else it is left out. */
  readonly overlaps: boolean;
}

/**
 * The Schedule of a workflow, created or brought up to date when the application starts. Several replicas may do so at
 * once; while Temporal is away it is tried again, and the application works without. What an operator paused stays paused.
 */
export class ScheduledWorkflow implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly plan: Plan,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = this.keepTrying();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async keepTrying(): Promise<void> {
    const { signal } = this.stopping;
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.client.withAbortSignal(signal, () => this.ensure());
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn({ err: error, schedule: this.plan.id }, 'a workflow is not scheduled yet; trying again');
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Creates the Schedule, or changes the one there is when it says something else. */
  private async ensure(): Promise<void> {
    const wanted = scheduleOf(this.plan);
    try {
      const schedule = { scheduleId: this.plan.id, ...wanted };
      await this.client.withDeadline(Date.now() + CALL_MS, () => this.client.schedule.create(schedule));
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await this.client.withDeadline(Date.now() + CALL_MS, () => this.update(wanted));
    }
  }

  private async update(wanted: ReturnType<typeof scheduleOf>): Promise<void> {
    const schedule = this.client.schedule.getHandle(this.plan.id);
    const { action } = await schedule.describe();
    if (action.memo?.['schedule'] === wanted.action.memo.schedule) return;
    await schedule.update(({ state }) => ({ ...wanted, state }));
  }
}

/** Temporal answers a plan in other words than it was told; the memo keeps ours, to see whether they have changed. */
function scheduleOf({ id, workflowType, taskQueue, cron, overlaps }: Plan) {
  const policies = {
    overlap: overlaps ? ScheduleOverlapPolicy.ALLOW_ALL : ScheduleOverlapPolicy.SKIP,
    catchupWindow: '14 days' as const, // what was missed while everything was switched off over a long holiday
  };
  return {
    spec: { cronExpressions: [cron], timezone: TIME_ZONE },
    policies,
    action: {
      type: 'startWorkflow' as const,
      workflowType,
      workflowId: id,
      taskQueue,
      args: [] as [],
      memo: { schedule: `${cron} ${TIME_ZONE} ${policies.overlap} ${policies.catchupWindow}` },
    },
  };
}
