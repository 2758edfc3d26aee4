import { resolve } from 'node:path';
import { ACTS_RECORDED_SIGNAL, LIVE_CLOCKS_QUERY, type LiveClocks } from '@bancheng/contracts/workflow';
import { endClock, startClock, type CaseClock } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { LONGEST_HISTORY } from '../test/long-case/index.js';
import type { PaperCase } from '../test/paper-case.js';
import { WorkflowStage } from '../test/workflow-stage.js';

const HOUR = 3_600_000;
const ROUNDS = 60;
/** `temporal.api.enums.v1.EventType`. */
const WORKFLOW_EXECUTION_CONTINUED_AS_NEW = 28;
const WORKFLOW_EXECUTION_SIGNALED = 26;

describe('a long case', () => {
  let stage: WorkflowStage;
  let paper: PaperCase;
  let id: string;

  beforeAll(async () => {
    stage = await WorkflowStage.open(resolve(__dirname, '../test/long-case/index.ts'));
    ({ paper, id } = stage.newCase());
  });
  afterAll(() => stage.close());

  async function clock(clockId: string, kind: CaseClock['kind'], yellowIn: number | null): Promise<CaseClock> {
    return startClock({ clockId, kind, department: null }, await stage.now(), await deadline(yellowIn));
  }

  async function deadline(yellowIn: number | null) {
    const yellowAt = yellowIn === null ? null : await stage.later(yellowIn);
    return { dueAt: await stage.later(240 * HOUR), yellowAt, provisional: false, calendarVersion: 'paper' };
  }

  async function act(...[kind, change]: Parameters<PaperCase['record']>): Promise<void> {
    const message = paper.message(await paper.record(kind, change));
    await stage.env.client.workflow.getHandle(id).signal(ACTS_RECORDED_SIGNAL, message);
  }

  const live = (handle: WorkflowHandle) => handle.query<LiveClocks>(LIVE_CLOCKS_QUERY);

  /** The runs of the case, oldest first, each with its history. */
  async function runs() {
    const { client } = stage.env;
    const { raw } = await client.workflow.getHandle(id).describe();
    const histories = [];
    for (let runId = raw.workflowExecutionInfo?.firstRunId; runId;) {
      const history = await client.workflow.getHandle(id, runId).fetchHistory();
      histories.push(history);
      const last = history.events!.at(-1)!;
      const continued = last.eventType === WORKFLOW_EXECUTION_CONTINUED_AS_NEW;
      runId = continued ? last.workflowExecutionContinuedAsNewEventAttributes!.newExecutionRunId : undefined;
    }
    return histories;
  }

  it('of 300 acts and 60 warnings goes on as new runs, and loses none and gives none twice', async () => {
    const opened = await paper.record('registered', { clocks: [await clock('acceptance', 'acceptance', null)] });
    const handle = await stage.start(id, paper.message(opened));
    const current = stage.env.client.workflow.getHandle(id);
    const accepted = [endClock(paper.clock('acceptance'), await stage.now()), await clock('case', 'case', null)];
    await act('accepted', { clocks: accepted, facts: { type: 'general' } });
    await act('dispatched');
    for (let round = 1; round <= ROUNDS; round += 1) {
      await act('amended');
      await act('extensionAsked');
      await act('extensionDecided', {
        clocks: [{ ...paper.clock('case'), ...(await deadline(24 * HOUR)), yellowWarnedAt: null }],
      });
      await act('instructed');
      await act('instructionAnswered');
      await stage.env.sleep(25 * HOUR);
      await until(() => paper.kinds().filter((kind) => kind === 'yellowWarned').length === round);
    }
    await until(async () => (await live(current)).seq === paper.seq);
    const { status, clocks } = await live(current);
    expect({ status, clocks }).toEqual({ status: 'dispatched', clocks: (await paper.loadCase()).clocks });

    await act('replied', { to: 'replied', clocks: [endClock(paper.clock('case'), await stage.now())] });
    await until(() => paper.kinds().includes('followUpOpened'));
    await act('graded', { to: 'followed-up' });
    await handle.result();

    const kinds = paper.kinds();
    expect(kinds.slice(-5)).toEqual(['replied', 'followUpOpened', 'graded', 'closed', 'archived']);
    expect(kinds.filter((kind) => !kind.endsWith('Warned')).length).toBeGreaterThanOrEqual(300);
    expect(kinds.filter((kind) => kind.endsWith('Warned'))).toEqual(Array(ROUNDS).fill('yellowWarned'));
    const warnings = paper.calls.filter((call) => call.startsWith('yellow:'));
    expect(new Set(warnings).size).toBe(ROUNDS);

    const histories = await runs();
    const lengths = histories.map(({ events }) => events!.length);
    process.stdout.write(`a case of ${paper.seq} acts: ${histories.length} runs of ${lengths.join(', ')} events\n`);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(1_000);
    expect(histories.length).toBeGreaterThan(1);
    // No run goes far beyond the bound: it ends as soon as it has nothing to do.
    expect(Math.max(...lengths)).toBeLessThan(2 * LONGEST_HISTORY);
    // Whatever was signalled is in some run's history.
    const signals = histories
      .flatMap(({ events }) => events!)
      .filter((one) => one.eventType === WORKFLOW_EXECUTION_SIGNALED);
    expect(signals.length).toBe(kinds.filter((kind) => !BY_ENGINE.test(kind)).length);
    for (const history of histories) {
      await Worker.runReplayHistory({ workflowBundle: stage.workflowBundle }, history);
    }
  }, 300_000);

  it('carries the signals that it has not answered into its next runs', async () => {
    const flooded = stage.newCase();
    ({ paper, id } = flooded);
    const opened = await paper.record('registered', { clocks: [await clock('acceptance', 'acceptance', null)] });
    await stage.start(id, paper.message(opened));
    const current = stage.env.client.workflow.getHandle(id);
    const sent = LONGEST_HISTORY + 50;
    for (let nth = 0; nth < sent; nth += 1) await current.signal('departmentReplied', { subject: `${nth}` });
    const answered = () => paper.calls.filter((call) => call.startsWith('refusals-recorded')).length;
    await until(() => answered() === sent);
    expect((await runs()).length).toBeGreaterThan(1);
    await act('declined');
    await until(() => paper.kinds().includes('followUpOpened'));
    expect(answered()).toBe(sent);
  }, 300_000);
});

/** Acts that the engine records itself, and so needs no signal to hear of. */
const BY_ENGINE = /^(yellowWarned|followUpOpened|closed|archived)$/;
