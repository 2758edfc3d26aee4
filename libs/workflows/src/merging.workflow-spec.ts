import { ACTS_RECORDED_SIGNAL } from '@bancheng/contracts/workflow';
import { endClock, startClock } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { WorkflowHandle } from '@temporalio/client';
import type { PaperCase } from '../test/paper-case.js';
import { WorkflowStage } from '../test/workflow-stage.js';

const HOUR = 3_600_000;

describe('a case merged under another one', () => {
  let stage: WorkflowStage;
  let paper: PaperCase;
  let id: string;
  let handle: WorkflowHandle;

  beforeAll(async () => {
    stage = await WorkflowStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(async () => {
    ({ paper, id } = stage.newCase());
    const clock = startClock({ clockId: 'acceptance', kind: 'acceptance', department: null }, await stage.now(), {
      dueAt: await stage.later(24 * HOUR),
      yellowAt: null,
      provisional: false,
      calendarVersion: 'paper',
    });
    handle = await stage.start(id, paper.message(await paper.record('registered', { clocks: [clock] })));
  });

  async function act(...recorded: Parameters<PaperCase['record']>): Promise<void> {
    await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(await paper.record(...recorded)));
  }

  /** What the relay tells it: the first case was closed, and this one with it. */
  async function closeWithFirst(): Promise<void> {
    await act('closed', { clocks: [endClock(paper.clock('acceptance'), await stage.now())] });
    await handle.result();
  }

  it('warns of nothing, however long its clock has run out, and is filed by its own run once the first is closed', async () => {
    await act('merged');
    await stage.env.sleep(30 * 24 * HOUR);
    await closeWithFirst();
    expect(paper.kinds()).toEqual(['registered', 'merged', 'closed', 'archived']);
    expect(paper.calls).toEqual(['archived:1']);
    await stage.keepHistory('merged', id);
  });

  it('is told of again once it is released, by the instant its clock ran out', async () => {
    const { dueAt } = paper.clock('acceptance');
    await act('merged');
    await stage.env.sleep(25 * HOUR);
    expect(paper.kinds()).toEqual(['registered', 'merged']);
    await act('unmerged', { to: 'registered' });
    await until(() => paper.kinds().includes('acceptanceOverdueTold'));
    expect(paper.clock('acceptance')).toMatchObject({ overdueAt: dueAt, endedAt: null });
    await act('merged');
    await closeWithFirst();
    expect(paper.kinds()).toEqual([
      'registered',
      'merged',
      'unmerged',
      'acceptanceOverdueTold',
      'merged',
      'closed',
      'archived',
    ]);
    await stage.keepHistory('released', id);
  });
});
