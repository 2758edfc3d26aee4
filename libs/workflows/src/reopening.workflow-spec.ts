import { ACTS_RECORDED_SIGNAL } from '@bancheng/contracts/workflow';
import { endClock, startClock, type CaseClock } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { WorkflowHandle } from '@temporalio/client';
import type { PaperCase } from '../test/paper-case.js';
import { WorkflowStage } from '../test/workflow-stage.js';

const HOUR = 3_600_000;

describe('a case that is reopened while it is filed', () => {
  let stage: WorkflowStage;
  let paper: PaperCase;
  let id: string;
  let handle: WorkflowHandle;

  beforeAll(async () => {
    stage = await WorkflowStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    ({ paper, id } = stage.newCase());
  });

  async function clock(clockId: string): Promise<CaseClock> {
    const deadline = {
      dueAt: await stage.later(48 * HOUR),
      yellowAt: null,
      provisional: false,
      calendarVersion: 'paper',
    };
    return startClock({ clockId, kind: 'case', department: null }, await stage.now(), deadline);
  }

  async function act(...recorded: Parameters<PaperCase['record']>): Promise<void> {
    await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(await paper.record(...recorded)));
  }

  /** Answered by its department and graded. */
  async function handled(clockId: string, round: number): Promise<void> {
    await act('dispatched');
    await act('replied', { to: 'replied', clocks: [endClock(paper.clock(clockId), await stage.now())] });
    await until(() => paper.kinds().filter((kind) => kind === 'followUpOpened').length === round);
    await act('graded', { to: 'followed-up' });
  }

  async function reopen(): Promise<void> {
    await act('reopened', { clocks: [{ ...(await clock('case:2')), reopening: true }] });
  }

  /** Plays the first handling, with `filing` in the place of the archive, then the second one. */
  async function play(filing: (archive: PaperCase['archiveCase']) => PaperCase['archiveCase']): Promise<void> {
    const { archiveCase } = paper;
    paper.archiveCase = async (input) => {
      paper.archiveCase = archiveCase;
      return filing(archiveCase)(input);
    };
    const registered = await paper.record('registered');
    handle = await stage.start(id, paper.message(registered));
    await act('accepted', { clocks: [await clock('case')], facts: { type: 'general' } });
    await handled('case', 1);
    await until(() => paper.kinds().includes('reopened'));
    await handled('case:2', 2);
    await handle.result();
  }

  const ROUND = ['dispatched', 'replied', 'followUpOpened', 'graded', 'closed'];

  it('goes on when the reopening came first and the filing is refused', async () => {
    await play((archiveCase) => async (input) => {
      await reopen();
      return archiveCase(input);
    });
    expect(paper.kinds()).toEqual(['registered', 'accepted', ...ROUND, 'reopened', ...ROUND, 'archived']);
    expect(paper.calls.filter((call) => /^(closed|archived)/.test(call))).toEqual([
      'closed:1',
      'archived:1',
      'closed:2',
      'archived:2',
    ]);
    await stage.keepHistory('reopened', id);
  });

  it('goes on when the filing came first and the engine hears of the reopening before its answer', async () => {
    await play((archiveCase) => async (input) => {
      const filed = await archiveCase(input);
      await reopen();
      return filed;
    });
    expect(paper.kinds()).toEqual(['registered', 'accepted', ...ROUND, 'archived', 'reopened', ...ROUND, 'archived']);
  });
});
