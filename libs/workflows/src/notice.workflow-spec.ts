import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { NOTICE_WORKFLOW, noticeWorkflowIdOf, TASK_QUEUES, type NoticeInput } from '@bancheng/contracts/workflow';
import { startTimeSkipping, stopTimeSkipping } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { ApplicationFailure } from '@temporalio/common';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';

const HOUR_MS = 60 * 60_000;
const INPUT: NoticeInput = { noticeId: '0b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', round: 1 };

describe('a notice on its way out', () => {
  let env: TestWorkflowEnvironment;
  let workers: Worker[];
  let running: Promise<unknown>;
  /** When each try came, and the notices given up. */
  let tries: number[] = [];
  let givenUp: NoticeInput[] = [];
  let answer: () => void = () => undefined;
  let round = 0;

  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR'),
      telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
    });
    env = await startTimeSkipping();
    const shared = { connection: env.nativeConnection, namespace: env.client.options.namespace };
    const workflowBundle = await bundleWorkflows(resolve(__dirname, 'index.ts'));
    const activities = {
      sendNotice: async () => {
        tries.push(await env.currentTimeMs());
        answer();
      },
      giveUpNotice: (input: NoticeInput) => {
        givenUp.push(input);
        return Promise.resolve();
      },
    };
    workers = await Promise.all([
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.workflows, workflowBundle }),
      Worker.create({ ...shared, taskQueue: TASK_QUEUES.notices, activities }),
    ]);
    running = Promise.all(workers.map((worker) => worker.run()));
  });

  afterAll(async () => {
    for (const worker of workers) worker.shutdown();
    await running;
    await stopTimeSkipping(env);
  });

  /** Runs one notice to its end; `taken` is asked at every try. */
  async function drive(taken: () => void): Promise<NoticeInput> {
    [tries, givenUp, answer] = [[], [], taken];
    round += 1;
    const input = { ...INPUT, round };
    const options = { taskQueue: TASK_QUEUES.workflows, workflowId: noticeWorkflowIdOf(input), args: [input] };
    await env.client.workflow.execute(NOTICE_WORKFLOW, options);
    return input;
  }

  /** Keeps the run's history for `test/replay` when RECORD_HISTORIES names the folder. */
  async function keepHistory(name: string, input: NoticeInput): Promise<void> {
    const folder = process.env['RECORD_HISTORIES'];
    if (folder === undefined) return;
    const history = await env.client.workflow.getHandle(noticeWorkflowIdOf(input)).fetchHistory();
    await writeFile(join(folder, `${name}.json`), `${historyToJSON(history)}\n`);
  }

  it('is tried again, soon and then hourly, until it is taken', async () => {
    await drive(() => {
      if (tries.length < 20) throw ApplicationFailure.retryable('smtp-ECONNREFUSED', 'NotTaken');
    });
    expect(tries).toHaveLength(20);
    expect(givenUp).toEqual([]);
    const pauses = tries.slice(1).map((at, index) => at - tries[index]!);
    expect(pauses[0]).toBeLessThan(HOUR_MS / 60);
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(HOUR_MS);
    expect(tries.at(-1)! - tries[0]!).toBeGreaterThan(9 * HOUR_MS);
  });

  it('is tried over an eight-day holiday, and given up at last', async () => {
    const input = await drive(() => {
      throw ApplicationFailure.retryable('smtp-ECONNREFUSED', 'NotTaken');
    });
    expect(givenUp).toEqual([input]);
    const tried = tries.at(-1)! - tries[0]!;
    expect(tried).toBeGreaterThan(14 * 24 * HOUR_MS);
    expect(tried).toBeLessThanOrEqual(21 * 24 * HOUR_MS);
  });

  it('is given up at once when it is refused for good', async () => {
    const input = await drive(() => {
      // a stored history names no folder of this machine
      throw Object.assign(ApplicationFailure.nonRetryable('smtp-550', 'NotTaken'), { stack: '' });
    });
    expect(tries).toHaveLength(1);
    expect(givenUp).toEqual([input]);
    await keepHistory('notice-refused', input);
  });

  it('carries nothing but ids', async () => {
    const input = await drive(() => undefined);
    const { events } = await env.client.workflow.getHandle(noticeWorkflowIdOf(input)).fetchHistory();
    const payloads = events!.flatMap((event) => [
      ...(event.workflowExecutionStartedEventAttributes?.input?.payloads ?? []),
      ...(event.activityTaskScheduledEventAttributes?.input?.payloads ?? []),
    ]);
    expect(payloads.map(({ data }) => JSON.parse(Buffer.from(data!).toString()))).toEqual([input, input]);
  });
});
