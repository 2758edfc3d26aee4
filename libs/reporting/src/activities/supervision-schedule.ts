import { setTimeout as sleep } from 'node:timers/promises';
import { SUPERVISION_REPORT_SCHEDULE, SUPERVISION_REPORT_WORKFLOW, TASK_QUEUES } from '@bancheng/contracts';
import { Config, LOGGER, supervisionReportSection, type Logger } from '@bancheng/platform';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';

const TIME_ZONE = 'Asia/Shanghai';
const CALL_MS = 10_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * The Schedule of the supervision report, created or brought up to date when reporting starts. Several replicas may do so at
 * once; while Temporal is away it is tried again, and reporting works without. What an operator paused stays paused.
 */
@Injectable()
export class SupervisionSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
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
        this.logger.warn({ err: error }, 'the supervision report is not scheduled yet; trying again');
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Creates the Schedule, or changes the one there is when it says something else. */
  private async ensure(): Promise<void> {
    const wanted = scheduleOf(this.config.get(supervisionReportSection).cron);
    try {
      const schedule = { scheduleId: SUPERVISION_REPORT_SCHEDULE, ...wanted };
      await this.client.withDeadline(Date.now() + CALL_MS, () => this.client.schedule.create(schedule));
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await this.client.withDeadline(Date.now() + CALL_MS, () => this.update(wanted));
    }
  }

  private async update(wanted: ReturnType<typeof scheduleOf>): Promise<void> {
    const schedule = this.client.schedule.getHandle(SUPERVISION_REPORT_SCHEDULE);
    const { action } = await schedule.describe();
    if (action.memo?.['schedule'] === wanted.action.memo.schedule) return;
    await schedule.update(({ state }) => ({ ...wanted, state }));
  }
}

/** Temporal answers a cron expression as calendars; the memo keeps it as it was written, to see whether it has changed. */
function scheduleOf(cron: string) {
  return {
    spec: { cronExpressions: [cron], timezone: TIME_ZONE },
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '7 days' as const },
    action: {
      type: 'startWorkflow' as const,
      workflowType: SUPERVISION_REPORT_WORKFLOW,
      workflowId: SUPERVISION_REPORT_SCHEDULE,
      taskQueue: TASK_QUEUES.workflows,
      args: [] as [],
      memo: { schedule: `${cron} ${TIME_ZONE}` },
    },
  };
}
