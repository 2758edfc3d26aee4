import { HOUSEKEEPING_SCHEDULE, TASK_QUEUES } from '@bancheng/contracts/workflow';
import { until } from '@bancheng/testing';
import { ScheduleNotFoundError } from '@temporalio/client';
import { RelayStage } from '../test/relay-stage.js';
import { StageWorkers } from '../test/stage-workers.js';

/** The relay and its Schedule on the real Temporal, the real workflow; two who answer for the other services. */
describe('The night’s housekeeping', () => {
  let stage: RelayStage;
  let workers: StageWorkers;

  beforeAll(async () => {
    stage = await RelayStage.open();
    const activities = { forgetOldRows: async () => undefined };
    workers = await StageWorkers.start(stage, {
      [TASK_QUEUES.reporting]: activities,
      [TASK_QUEUES.notices]: activities,
      [TASK_QUEUES.intake]: { foldAnew: async () => undefined },
    });
  });
  afterAll(async () => {
    await workers.stop();
    await stage.close();
  });

  /** Has the Schedule start a run, and waits for its end. */
  async function night(): Promise<void> {
    const schedule = stage.temporal.schedule.getHandle(HOUSEKEEPING_SCHEDULE);
    await until(async () => {
      try {
        await schedule.trigger();
        return true;
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return false;
        throw error;
      }
    });
    await until(async () => (await schedule.describe()).info.recentActions.length > 0);
    const [run] = (await schedule.describe()).info.recentActions;
    await stage.temporal.workflow.getHandle(run!.action.workflow.workflowId).result();
  }

  it('forgets idempotency keys that are too old to come again, however many, and no others', async () => {
    await stage.records.rows(`insert into platform.idempotency_key (subject, endpoint, key, request_digest, created_at)
      select 'clerk-1', 'POST /v1/complaints', 'old-' || n, 'd', now() - interval '31 days' from generate_series(1, 2500) n
      union all select 'clerk-1', 'POST /v1/complaints', 'young', 'd', now() - interval '29 days'`);
    const relay = await stage.start();
    await night();
    const left = await stage.records.rows<{ key: string }>('select key from platform.idempotency_key');
    expect(left).toEqual([{ key: 'young' }]);
    await stage.stop(relay);
  });
});
