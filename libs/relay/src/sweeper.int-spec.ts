import { randomUUID } from 'node:crypto';
import {
  ACTS_RECORDED_SIGNAL,
  COMPLAINT_WORKFLOW,
  complaintInput,
  LIVE_CLOCKS_QUERY,
  TASK_QUEUES,
  type IntakeActivities,
  type LiveClocks,
} from '@bancheng/contracts/workflow';
import { until } from '@bancheng/testing';
import { endClock, workflowIdOf } from '@bancheng/domain';
import { ApplicationFailure } from '@temporalio/common';
import { clockFrom } from '../../casebook/test/case-records.js';
import { RelayStage } from '../test/relay-stage.js';
import { StageWorkers } from '../test/stage-workers.js';
import { loadCase } from '@bancheng/casebook';

const SIGNALS = 1; // temporal.api.enums.v1.ResetReapplyExcludeType

/** The relay with a short interval, the real workflow on a real worker, and intake's `loadCase` for it. */
describe('The sweeper', () => {
  let stage: RelayStage;
  let workers: StageWorkers;

  beforeAll(async () => {
    stage = await RelayStage.open();
    const activities: Pick<IntakeActivities, 'loadCase'> = {
      // As intake's adapter has it: a case that does not exist ends the run.
      loadCase: ({ caseId, runId }) =>
        stage.records
          .transaction((tx) => loadCase(tx, caseId, runId))
          .catch((error: Error) => Promise.reject(ApplicationFailure.nonRetryable(error.message))),
    };
    // A run that hears of a decline alone asks for the follow-up, and is told that the case is further on.
    const followUp = { openFollowUp: async () => ({ acts: [], refused: 'not-allowed-now' }) };
    workers = await StageWorkers.start(stage, { [TASK_QUEUES.intake]: activities, [TASK_QUEUES.followUp]: followUp });
  });
  afterAll(async () => {
    await workers.stop();
    await stage.close();
  });

  const handleOf = (number: string) => stage.temporal.workflow.getHandle(workflowIdOf(number));
  const live = (number: string) => handleOf(number).query<LiveClocks>(LIVE_CLOCKS_QUERY);

  async function register() {
    const opened = await stage.records.register();
    await stage.delivered(opened.caseId);
    await until(async () => (await live(opened.number)).seq === 1);
    return opened;
  }

  async function accept(caseId: string): Promise<void> {
    await recordAccepted(caseId);
    await stage.delivered(caseId);
  }

  async function recordAccepted(caseId: string): Promise<void> {
    const clocks = [endClock(clockFrom('2024-01-02T01:00:00.000Z'), '2024-01-02T01:00:00.000Z')];
    await stage.records.act(caseId, 'accepted', { detail: { type: 'general' }, clocks, patch: { type: 'general' } });
  }

  async function checkedAt(caseId: string): Promise<number> {
    const sql = 'select engine_checked_at from casebook.complaint where id = $1';
    return (await stage.records.rows<{ engine_checked_at: Date }>(sql, [caseId]))[0]!.engine_checked_at.getTime();
  }

  /** Two whole sweeps after now: whatever the first overlapped with, the second saw. */
  async function sweptTwice(caseId: string): Promise<void> {
    for (let sweep = 0; sweep < 2; sweep += 1) {
      const before = await checkedAt(caseId);
      await until(async () => (await checkedAt(caseId)) > before);
    }
  }

  /** Resets the case's last run to its first task, without the signals that came since. */
  async function reset(number: string, requestId: string): Promise<string> {
    const { events } = await handleOf(number).fetchHistory();
    const firstTask = events!.find(({ workflowTaskCompletedEventAttributes: done }) => done)!.eventId!;
    const { runId } = await stage.temporal.workflowService.resetWorkflowExecution({
      namespace: stage.temporal.options.namespace,
      workflowExecution: { workflowId: workflowIdOf(number) },
      workflowTaskFinishEventId: firstTask,
      resetReapplyExcludeTypes: [SIGNALS],
      requestId,
      reason: 'test',
    });
    return runId!;
  }

  it('starts the workflow of a registration whose delivery was lost', async () => {
    const lost = await stage.records.register();
    await stage.records.rows('delete from casebook.delivery where case_id = $1', [lost.caseId]);
    const relay = await stage.start({ sweepMs: 100 });
    await until(async () => (await stage.engine(lost.caseId)).engine_seq === 1);
    expect(await live(lost.number)).toMatchObject({ caseId: lost.caseId, seq: 1, status: 'registered' });
    expect((await stage.engine(lost.caseId)).engine_run_id).toBe((await stage.run(lost.number)).runId);
    await stage.stop(relay);
  });

  describe('with a relay at work', () => {
    let relay: Awaited<ReturnType<RelayStage['start']>>;
    beforeAll(async () => {
      relay = await stage.start({ sweepMs: 100 });
    });
    afterAll(() => stage.stop(relay));

    it('replaces a terminated run, which knows the whole case', async () => {
      const { caseId, number } = await register();
      await accept(caseId);
      await until(async () => (await live(number)).seq === 2);
      const { runId } = await stage.run(number);
      await handleOf(number).terminate();
      await until(async () => {
        const { engine_run_id } = await stage.engine(caseId);
        return engine_run_id !== null && engine_run_id !== runId;
      });
      await until(async () => (await live(number)).seq === 2);
      expect(await live(number)).toMatchObject({ status: 'accepted', clocks: [{ clockId: 'acceptance' }] });
      expect(await stage.run(number)).toMatchObject({ status: 'RUNNING' });
    });

    it('replaces a terminated run at once, though an act that may wait is still to be told', async () => {
      const { caseId, number } = await register();
      await recordAccepted(caseId);
      expect(await stage.waiting('temporal', caseId)).toBe(1);
      const { runId } = await stage.run(number);
      await handleOf(number).terminate();
      await until(async () => (await stage.run(number)).runId !== runId);
      await until(async () => (await live(number)).seq === 2);
      expect(await stage.waiting('temporal', caseId)).toBe(1);
    });

    it('ends a run that a reset brought back to an archived case', async () => {
      const { caseId, number } = await register();
      await stage.records.finish(caseId);
      await handleOf(number).signal(ACTS_RECORDED_SIGNAL, { caseId, upTo: 0, acts: [] });
      await until(async () => (await stage.run(number)).status === 'COMPLETED');
      const runId = await reset(number, `revived-${caseId}`);
      await until(async () => {
        const { runId: last, status } = await stage.run(number);
        return last === runId && status === 'COMPLETED';
      });
    });

    it('replaces the run of another case that had the number before', async () => {
      const { caseId, number } = await register();
      await handleOf(number).terminate();
      const gone = randomUUID();
      const [opening] = await stage.signals(number);
      await stage.temporal.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
        workflowId: workflowIdOf(number),
        taskQueue: TASK_QUEUES.workflows,
        args: [complaintInput(gone)],
        signal: ACTS_RECORDED_SIGNAL,
        signalArgs: [{ ...opening!, caseId: gone }],
      });
      await accept(caseId);
      await until(async () => (await stage.run(number)).status === 'RUNNING' && (await live(number)).caseId === caseId);
      await until(async () => (await live(number)).seq === 2);
    });

    it('nudges a reset run that lost its signals, which loads its case', async () => {
      const { caseId, number } = await register();
      await accept(caseId);
      await until(async () => (await live(number)).seq === 2);
      const runId = await reset(number, runIdOf(caseId));
      await until(async () => (await stage.engine(caseId)).engine_run_id === runId);
      await until(async () => (await live(number)).seq === 2);
      expect(await live(number)).toMatchObject({ seq: 2, status: 'accepted' });
      expect(await stage.signals(number, runId)).toContainEqual({ caseId, upTo: 0, acts: [] });
    });

    /** Any id that is the same when the request is repeated. */
    const runIdOf = (caseId: string) => `reset-${caseId}`;

    it('lets a healthy run alone', async () => {
      const { caseId, number } = await register();
      // Until Temporal's list shows it, a new run may be asked once more whether it is there.
      await until(async () => (await listed(number)) === 1);
      await sweptTwice(caseId);
      const before = await stage.signals(number);
      await sweptTwice(caseId);
      expect(await stage.signals(number)).toEqual(before);
    });

    async function listed(number: string): Promise<number> {
      const query = `WorkflowId = '${workflowIdOf(number)}' AND ExecutionStatus = 'Running'`;
      return (await stage.temporal.workflow.count(query)).count;
    }

    it('never asks about an archived case, however far behind its engine was', async () => {
      const finished = await register();
      await stage.records.finish(finished.caseId);
      await stage.delivered(finished.caseId);
      await until(async () => (await stage.run(finished.number)).status === 'COMPLETED');
      await stage.records.rows('update casebook.complaint set engine_seq = 0 where id = $1', [finished.caseId]);
      const [run, looked] = [await stage.run(finished.number), await checkedAt(finished.caseId)];
      const open = await register();
      await sweptTwice(open.caseId);
      expect(await checkedAt(finished.caseId)).toBe(looked);
      expect(await stage.run(finished.number)).toEqual(run);
    });
  });
});
