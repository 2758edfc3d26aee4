import { execSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { LIVE_CLOCKS_QUERY, type LiveClocks } from '@bancheng/contracts/workflow';
import { TcpProxy } from '@bancheng/testing';
import { temporal } from '@temporalio/proto';
import { Client } from 'pg';
import { eventually } from '../e2e/system/eventually.js';
import { allRuns, withTemporal, type RunHistory } from '../e2e/system/histories.js';
import { query, recordedCases } from '../e2e/system/record.js';
import { System } from '../e2e/system/system.js';
import { Hall, leader, type Case, type Slip } from '../tour/hall.mjs';
import { sample } from '../tour/samples.mjs';

const PLAIN = ['registered', 'accepted', 'dispatched', 'signed', 'replied'];
const WHOLE = [...PLAIN, 'followUpOpened', 'graded', 'closed', 'archived'];

describe('what happens to the engine does not happen to the case', () => {
  let system: System;
  let hall: Hall;
  /** Between the program and Temporal, to keep an answer from arriving. */
  let proxy: TcpProxy;

  beforeAll(async () => {
    system = await System.start(['all-in-one'], async ({ TEMPORAL_ADDRESS }) => {
      proxy = await TcpProxy.to(TEMPORAL_ADDRESS!);
      await proxy.open();
      return { TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}` };
    });
    hall = new Hall(system.env, { patienceMs: 120_000 });
  });
  afterAll(async () => {
    await hall?.engine.close();
    await system?.stop();
    await proxy?.cut();
  });

  const workflowId = ({ number }: Case) => `complaint/${number}`;
  const actsOf = async ({ id }: Case) => (await recordedCases(system.env)).find((one) => one.id === id)!.acts;

  async function dispatched(): Promise<{ one: Case; slip: Slip }> {
    const one = await hall.register(sample('PUB-04'));
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, ['scjg']);
    await hall.sign(slip!);
    await heardBy(one, 3);
    return { one, slip: slip! };
  }

  async function finish(one: Case): Promise<void> {
    await hall.grade(one, 'satisfied');
    await hall.until(one, 'archived');
    expect(await actsOf(one)).toEqual(WHOLE);
  }

  /** Waits until a running run knows of the case's first `seq` acts; of a signing it may hear minutes later. */
  async function heardBy(one: Case, seq: number): Promise<void> {
    await eventually(() =>
      withTemporal(system.env, async (client) => {
        const handle = client.workflow.getHandle(workflowId(one));
        expect((await handle.describe()).status.name).toBe('RUNNING');
        expect((await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY)).seq).toBeGreaterThanOrEqual(seq);
      }),
    );
  }

  it('starts a new run for a case whose run was terminated, and finishes it', async () => {
    const { one, slip } = await dispatched();
    await withTemporal(system.env, (client) => client.workflow.getHandle(workflowId(one)).terminate('by a test'));
    await heardBy(one, 3);

    await hall.reply(slip, 'solved', '两证已发。');
    await finish(one);
  });

  it('finishes a case whose run was reset to its beginning without the signals it had taken', async () => {
    const { one, slip } = await dispatched();
    const [run] = await allRuns(system.env, workflowId(one));
    await reset(run!);
    await heardBy(one, 3);

    await hall.reply(slip, 'solved', '两证已发。');
    await finish(one);
  });

  it('changes nothing when an activity is repeated whose acknowledgement was lost', async () => {
    const { one, slip } = await dispatched();
    const blocker = new Client({ connectionString: system.env['DATABASE_URL'] });
    await blocker.connect();
    await blocker.query('begin; lock table follow_up.round in exclusive mode');
    await hall.reply(slip, 'solved', '两证已发。');
    await eventually(async () => {
      const held = `select from pg_locks where not granted and relation = 'follow_up.round'::regclass`;
      expect(await query(system.env, held)).toHaveLength(1);
    });
    await proxy.cut();
    await blocker.query('rollback');
    await blocker.end();
    await eventually(async () => expect(await actsOf(one)).toEqual([...PLAIN, 'followUpOpened']));
    await system.part('all-in-one').kill();
    await proxy.open();
    await system.part('all-in-one').start();

    await finish(one);
    const [run] = await allRuns(system.env, workflowId(one));
    expect(attemptsOf(run!, 'openFollowUp')).toEqual([2]);
  });

  it('takes a reply from the command line, and a second one changes nothing', async () => {
    const { one, slip } = await dispatched();
    const reply = { subject: 'system-scjg', dispatchId: slip.dispatchId, outcome: 'solved' };
    const command = hall.engine.command(one.number, 'departmentReplied', reply);
    execSync(command);
    execSync(command);
    await finish(one);
    const { items } = await hall.api.as(leader).get('/v1/leader/refused-signals');
    expect(items).toMatchObject([{ complaintId: one.id, name: 'departmentReplied' }]);
  });

  it('never starts the workflow of a finished case again', async () => {
    const { one, slip } = await dispatched();
    await hall.reply(slip, 'solved', '两证已发。');
    await finish(one);
    await eventually(async () => {
      expect((await allRuns(system.env, workflowId(one))).map(({ status }) => status)).toEqual(['COMPLETED']);
    });
    await withTemporal(system.env, async ({ workflowService, options: { namespace } }) => {
      const workflowExecution = { workflowId: workflowId(one) };
      await workflowService.deleteWorkflowExecution({ namespace, workflowExecution });
    });
    // Temporal deletes in its own time; only from then on is a run a new one.
    await eventually(async () => expect(await allRuns(system.env, workflowId(one))).toEqual([]));
    await system.part('all-in-one').kill();
    await system.part('all-in-one').start();
    const { one: open } = await dispatched();
    await sweptTwice(open);

    expect(await allRuns(system.env, workflowId(one))).toEqual([]);
    expect(await actsOf(one)).toEqual(WHOLE);
  });

  /** Starts the run anew from its first workflow task; what it heard by signal since is not given to the new run. */
  function reset({ runId, events, workflowId: id }: RunHistory): Promise<unknown> {
    const { eventId } = events.find(({ eventType }) => eventType === 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED')!;
    return withTemporal(system.env, ({ workflowService, options: { namespace } }) =>
      workflowService.resetWorkflowExecution(
        temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest.fromObject({
          namespace,
          workflowExecution: { workflowId: id, runId },
          workflowTaskFinishEventId: eventId,
          requestId: randomUUID(),
          reason: 'by a test',
          resetReapplyType: 'RESET_REAPPLY_TYPE_NONE',
        }),
      ),
    );
  }

  /** Waits until the sweeper has looked at an open case twice. */
  async function sweptTwice({ id }: Case): Promise<void> {
    const checked = async () => {
      const sql = 'select engine_checked_at as at from casebook.complaint where id = $1';
      return (await query<{ at: Date }>(system.env, sql, [id]))[0]!.at.getTime();
    };
    for (let round = 1; round <= 2; round += 1) {
      const last = await checked();
      await eventually(async () => expect(await checked()).toBeGreaterThan(last));
    }
  }
});

/** The attempt that succeeded, of each call of an activity. */
function attemptsOf({ events }: RunHistory, activity: string): number[] {
  const scheduled = events.filter(
    (event) => event.activityTaskScheduledEventAttributes?.activityType.name === activity,
  );
  return scheduled.map(({ eventId }) => {
    const started = events.find((event) => event.activityTaskStartedEventAttributes?.scheduledEventId === eventId);
    return started!.activityTaskStartedEventAttributes!.attempt;
  });
}
