import { resolve } from 'node:path';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import {
  ACTS_RECORDED_SIGNAL,
  COMPLAINT_WORKFLOW,
  LIVE_CLOCKS_QUERY,
  TASK_QUEUES,
  type EngineAct,
  type LiveClocks,
} from '@bancheng/contracts/workflow';
import { endClock, startClock, type ActKind } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import { DeterminismViolationError } from '@temporalio/workflow';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import type { PaperCase } from '../test/paper-case.js';
import { RealTimeStage, type StagedCase } from '../test/real-time-stage.js';
import { WORKFLOWS_ENTRY } from '../test/workflow-stage.js';

/** Like the product's, so that a run is not replayed at each of its tasks. */
const CACHED = 100;
const DAYS_MS = 5 * 86_400_000;
const withoutGeneration = (caseId: string) => ({ caseId });

/** Cases live for months, builds for days: a case is opened by one build and finished by another (auto-upgrade, `patched`). */
describe('a case of the old build', () => {
  let stage: RealTimeStage;
  let old: WorkflowBundleWithSourceMap;
  let present: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    old = await bundleWorkflows(resolve(__dirname, '../test/old-build/index.ts'));
    present = await bundleWorkflows(WORKFLOWS_ENTRY);
    stage = await RealTimeStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.startEngine(old, CACHED));
  afterEach(() => stage.stopEngine());

  async function upgrade(): Promise<void> {
    await stage.stopEngine();
    await stage.startEngine(present, CACHED);
  }

  async function dispatched(paper: PaperCase): Promise<EngineAct[]> {
    const opened = await paper.record('registered');
    const accepted = await paper.record('accepted', (at) => {
      const dueAt = new Date(Date.parse(at) + DAYS_MS).toISOString();
      const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'paper' };
      return { clocks: [startClock({ clockId: 'case', kind: 'case', department: null }, at, deadline)] };
    });
    return [opened, accepted, await paper.record('dispatched')];
  }

  async function act({ paper, handle }: StagedCase, ...change: Parameters<PaperCase['record']>): Promise<void> {
    await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(await paper.record(...change)));
  }

  async function reply(staged: StagedCase, caseClock: string): Promise<void> {
    await act(staged, 'replied', (at) => ({ to: 'replied', clocks: [endClock(staged.paper.clock(caseClock), at)] }));
    await until(() => staged.paper.kinds().at(-1) === 'followUpOpened');
  }

  async function known({ paper, handle }: StagedCase): Promise<void> {
    await until(async () => (await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY)).seq === paper.seq);
  }

  it('that was with a department is finished by the new one, which reworks it', async () => {
    const staged = await stage.newCase(dispatched, withoutGeneration);
    await known(staged);
    await upgrade();
    await reply(staged, 'case');
    await act(staged, 'graded', { to: 'dissatisfied' });
    await until(() => staged.paper.kinds().at(-1) === 'reworkOpened');
    await act(staged, 'dispatched');
    await reply(staged, 'case:2');
    await act(staged, 'graded', { to: 'followed-up' });
    await staged.handle.result();
    expect(staged.paper.kinds()).toEqual([
      ...(['registered', 'accepted', 'dispatched', 'replied', 'followUpOpened', 'graded', 'reworkOpened'] as const),
      ...(['dispatched', 'replied', 'followUpOpened', 'graded', 'closed', 'archived'] satisfies ActKind[]),
    ]);
    await expect(replayed(present, staged)).resolves.toBeUndefined();
    // The old build could not have written the end of it: it knows no rework.
    await expect(replayed(old, staged)).rejects.toBeInstanceOf(DeterminismViolationError);
  });

  async function leftToLeader(): Promise<StagedCase> {
    const staged = await stage.newCase(dispatched, withoutGeneration);
    await reply(staged, 'case');
    await act(staged, 'graded', { to: 'dissatisfied' });
    await known(staged);
    await upgrade();
    await known(staged);
    expect(staged.paper.kinds().at(-1)).toBe('graded');
    return staged;
  }

  it('that it had left to the leader stays with the leader, and is finished by the new one', async () => {
    const staged = await leftToLeader();
    await act(staged, 'dissatisfactionRuled', { to: 'followed-up' });
    await staged.handle.result();
    expect(staged.paper.kinds().slice(-3)).toEqual(['dissatisfactionRuled', 'closed', 'archived']);
    await expect(replayed(present, staged)).resolves.toBeUndefined();
  });

  it('that it had left to the leader is reworked once something else happens to it', async () => {
    const staged = await leftToLeader();
    await act(staged, 'amended');
    await until(() => staged.paper.kinds().at(-1) === 'reworkOpened');
    await act(staged, 'dispatched');
    await reply(staged, 'case:2');
    await act(staged, 'graded', { to: 'followed-up' });
    await staged.handle.result();
    await expect(replayed(present, staged)).resolves.toBeUndefined();
  });

  it('that it continued as a new run, whose list was filled already, is finished by the new one', async () => {
    const staged = await stage.newCase(dispatched);
    await known(staged);
    const { typedSearchAttributes } = await staged.handle.describe();
    await staged.handle.terminate();
    const { caseId, paper } = staged;
    const handle = await stage.client.workflow.start(COMPLAINT_WORKFLOW, {
      workflowId: staged.handle.workflowId,
      taskQueue: TASK_QUEUES.workflows,
      args: [{ caseId }],
      typedSearchAttributes,
    });
    await known({ ...staged, handle });
    await upgrade();
    await act({ ...staged, handle }, 'amended');
    await known({ ...staged, handle });
    await expect(replayed(present, { caseId, paper, handle })).resolves.toBeUndefined();
    await handle.terminate();
  });

  async function replayed(workflowBundle: WorkflowBundleWithSourceMap, { handle }: StagedCase): Promise<void> {
    await Worker.runReplayHistory({ workflowBundle }, await handle.fetchHistory());
  }
});
