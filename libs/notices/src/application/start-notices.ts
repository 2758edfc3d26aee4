import { setTimeout as sleep } from 'node:timers/promises';
import { NOTICE_WORKFLOW, noticeWorkflowIdOf, TASK_QUEUES, type NoticeInput } from '@bancheng/contracts';
import { InjectDataSource, LOGGER, type Logger } from '@bancheng/platform';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import { dueStarts, noteStarted } from '../infrastructure/due-starts.js';

const INTERVAL_MS = 5_000;
const CALL_MS = 4_000;
const AT_ONCE = 20;

/**
 * Gives every pending notice its workflow. The rows are the memory of it, so nothing is lost while Temporal is away; two
 * processes that find the same row start the same run.
 */
@Injectable()
export class StartNotices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private nap = new AbortController();
  private ended: Promise<void> = Promise.resolve();

  constructor(
    @InjectDataSource('notices') private readonly database: DataSource,
    private readonly client: Client,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.ended = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  /** Called when there is something to start, so that it need not wait for the next look. */
  soon(): void {
    this.nap.abort();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.nap = new AbortController();
      const more = await this.startSome().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'notices wait for their workflows; trying again');
        return false;
      });
      const rest = AbortSignal.any([signal, this.nap.signal]);
      if (!more) await sleep(INTERVAL_MS, undefined, { signal: rest }).catch(() => undefined);
    }
  }

  /** One batch; says whether there may be more. */
  private async startSome(): Promise<boolean> {
    const due = await dueStarts(this.database, AT_ONCE);
    if (due.length === 0) return false;
    await Promise.all(due.map((input) => this.start(input)));
    await noteStarted(this.database, due);
    return due.length === AT_ONCE;
  }

  private async start(input: NoticeInput): Promise<void> {
    await this.client.withDeadline(Date.now() + CALL_MS, () =>
      this.client.workflow.start(NOTICE_WORKFLOW, {
        workflowId: noticeWorkflowIdOf(input),
        taskQueue: TASK_QUEUES.workflows,
        args: [input],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      }),
    );
  }
}
