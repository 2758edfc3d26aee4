import { ACTS_RECORDED_SIGNAL, LIVE_CLOCKS_QUERY, type EngineAct, type LiveClocks } from '@bancheng/contracts/workflow';
import {
  endClock,
  extendClock,
  pauseClock,
  remarkClock,
  resumeClock,
  startClock,
  stopClock,
  tellsEngineAtOnce,
  type CaseClock,
} from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { WorkflowHandle } from '@temporalio/client';
import type { PaperCase } from '../test/paper-case.js';
import { WorkflowStage } from '../test/workflow-stage.js';

const HOUR = 3_600_000;
/** `temporal.api.enums.v1.EventType`. */
const WORKFLOW_EXECUTION_SIGNALED = 26;
const WORKFLOW_TASK_SCHEDULED = 5;
const WORKFLOW_TASK_STARTED = 6;
const TIMER_STARTED = 17;
const TIMER_FIRED = 18;
const TIMER_CANCELED = 19;

describe('complaintWorkflow', () => {
  let stage: WorkflowStage;
  let paper: PaperCase;
  let id: string;

  beforeAll(async () => {
    stage = await WorkflowStage.open();
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    ({ paper, id } = stage.newCase());
  });

  /** Runs a test whose history is kept under `name` for the replay tests. */
  function story(name: string, title: string, play: () => Promise<void>): void {
    it(title, async () => {
      await play();
      await stage.keepHistory(name, id);
    });
  }

  async function clock(clockId: string, kind: CaseClock['kind'], dueIn: number, yellowIn: number | null) {
    return startClock({ clockId, kind, department: null }, await stage.now(), {
      dueAt: await stage.later(dueIn),
      yellowAt: yellowIn === null ? null : await stage.later(yellowIn),
      provisional: false,
      calendarVersion: 'paper',
    });
  }

  async function register(): Promise<WorkflowHandle> {
    const act = await paper.record('registered', {
      clocks: [await clock('acceptance', 'acceptance', 24 * HOUR, null)],
    });
    return stage.start(id, paper.message(act));
  }

  async function tell(handle: WorkflowHandle, act: Awaited<ReturnType<PaperCase['record']>>): Promise<void> {
    await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(act));
  }

  /**
   * Until the run has dealt with all it was told, so that no two acts are taken in by one task. Read off the history: a
   * query would add a task of its own on this server.
   */
  async function settled(handle: WorkflowHandle): Promise<void> {
    const unsettled = [WORKFLOW_EXECUTION_SIGNALED, WORKFLOW_TASK_SCHEDULED, WORKFLOW_TASK_STARTED];
    await until(async () => {
      const { events } = await handle.fetchHistory();
      return !unsettled.includes(events?.at(-1)?.eventType as number);
    });
  }

  async function accept(handle: WorkflowHandle, dueIn = 48 * HOUR, yellowIn: number | null = 24 * HOUR): Promise<void> {
    const acceptance = endClock(paper.clock('acceptance'), await stage.now());
    const clocks = [acceptance, await clock('case', 'case', dueIn, yellowIn)];
    await tell(handle, await paper.record('accepted', { clocks, facts: { type: 'general' } }));
  }

  async function dispatch(handle: WorkflowHandle, clocks: CaseClock[] = []): Promise<void> {
    await tell(handle, await paper.record('dispatched', { clocks, facts: { departments: ['scjg'] } }));
  }

  async function reply(handle: WorkflowHandle, caseClock = 'case'): Promise<void> {
    const clocks = [endClock(paper.clock(caseClock), await stage.now())];
    await tell(handle, await paper.record('replied', { to: 'replied', clocks }));
  }

  /** After the follow-up of the case's `round` has opened. */
  async function grade(
    handle: WorkflowHandle,
    to: 'followed-up' | 'dissatisfied' = 'followed-up',
    round = 1,
  ): Promise<void> {
    await until(() => paper.kinds().filter((kind) => kind === 'followUpOpened').length === round);
    await tell(handle, await paper.record('graded', { to }));
  }

  story('straight-road', 'takes a case from the window to the archive within 46 history events', async () => {
    const handle = await register();
    await settled(handle);
    await accept(handle);
    await settled(handle);
    await dispatch(handle, [await clock('sign:1', 'sign', 4 * HOUR, null)]);
    await settled(handle);
    await tell(handle, await paper.record('signed', { clocks: [stopClock(paper.clock('sign:1'), await stage.now())] }));
    await settled(handle);
    await reply(handle);
    await grade(handle);
    await handle.result();
    expect(paper.kinds()).toEqual([
      'registered',
      'accepted',
      'dispatched',
      'signed',
      'replied',
      'followUpOpened',
      'graded',
      'closed',
      'archived',
    ]);
    expect(paper.calls).not.toContain('loadCase');
    expect((await handle.fetchHistory()).events!.length).toBeLessThanOrEqual(46);
  });

  story('plain', 'needs 40 events and 8 tasks at most where the relay tells of acts as it does', async () => {
    const handle = await register();
    await settled(handle);
    const waiting: EngineAct[] = [];
    /** What may wait for the next act is told with that. */
    const act = async (...[kind, change]: Parameters<PaperCase['record']>) => {
      const { status: before } = paper.acts.at(-1)!;
      const recorded = await paper.record(kind, change);
      waiting.push(recorded);
      if (!tellsEngineAtOnce(kind, before, recorded.status)) return;
      await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(...waiting.splice(0)));
      await settled(handle);
    };
    const acceptance = endClock(paper.clock('acceptance'), await stage.now());
    const caseClock = await clock('case', 'case', 48 * HOUR, 24 * HOUR);
    await act('accepted', { clocks: [acceptance, caseClock], facts: { type: 'general' } });
    const slip = [
      await clock('sign:1', 'sign', 4 * HOUR, null),
      await clock('dispatch:1', 'dispatch', 40 * HOUR, null),
    ];
    await act('dispatched', { clocks: slip, facts: { departments: ['scjg'] } });
    await act('signed', { clocks: [stopClock(paper.clock('sign:1'), await stage.now())] });
    const at = await stage.now();
    const ended = [endClock(paper.clock('dispatch:1'), at), endClock(paper.clock('case'), at)];
    await act('replied', { to: 'replied', clocks: ended });
    await until(() => paper.kinds().includes('followUpOpened'));
    await settled(handle);
    await act('contactTried', { to: 'follow-up' });
    await act('graded', { to: 'followed-up' });
    await handle.result();
    const { events } = await handle.fetchHistory();
    const tasks = events!.filter(({ eventType }) => eventType === (WORKFLOW_TASK_SCHEDULED as number));
    process.stdout.write(`a plain case: ${events!.length} events, ${tasks.length} workflow tasks\n`);
    expect(events!.length).toBeLessThanOrEqual(40);
    expect(tasks.length).toBeLessThanOrEqual(8);
    expect(paper.kinds().slice(-2)).toEqual(['closed', 'archived']);
    expect(paper.calls).not.toContain('loadCase');
  });

  story(
    'later-deadline',
    'leaves the timer alone where a deadline moves later, and looks again when it rings',
    async () => {
      const handle = await register();
      await accept(handle, 24 * HOUR, null);
      await dispatch(handle);
      await settled(handle);
      const timers = async () => {
        const { events } = await handle.fetchHistory();
        const count = (type: number) => events!.filter(({ eventType }) => eventType === type).length;
        return { started: count(TIMER_STARTED), cancelled: count(TIMER_CANCELED), fired: count(TIMER_FIRED) };
      };
      const before = await timers();
      const later = {
        dueAt: await stage.later(96 * HOUR),
        yellowAt: null,
        provisional: false,
        calendarVersion: 'paper',
      };
      const extended = extendClock(paper.clock('case'), later, await stage.now());
      await tell(handle, await paper.record('extensionDecided', { clocks: [extended] }));
      await settled(handle);
      expect(await timers()).toEqual(before);
      await stage.env.sleep(90 * HOUR);
      expect(paper.kinds().at(-1)).toBe('extensionDecided');
      expect((await timers()).cancelled).toBe(before.cancelled);
      await stage.env.sleep(7 * HOUR);
      await until(() => paper.kinds().includes('redWarned'));
      expect(paper.clock('case').overdueAt).toBe(later.dueAt);
      await reply(handle);
      await grade(handle);
      await handle.result();
    },
  );

  story(
    'overdue',
    'tells the leader when a matter is neither accepted nor declined in time, and warns yellow, then red',
    async () => {
      const handle = await register();
      await stage.env.sleep(25 * HOUR);
      await until(() => paper.kinds().includes('acceptanceOverdueTold'));
      await accept(handle);
      await dispatch(handle);
      await stage.env.sleep(25 * HOUR);
      await until(() => paper.kinds().includes('yellowWarned'));
      expect(paper.kinds()).not.toContain('redWarned');
      await stage.env.sleep(24 * HOUR);
      await until(() => paper.kinds().includes('redWarned'));
      expect(paper.clock('case').overdueAt).toBe(paper.clock('case').dueAt);
      await reply(handle);
      await grade(handle);
      await handle.result();
      expect(paper.kinds().filter((kind) => kind.endsWith('Warned'))).toEqual(['yellowWarned', 'redWarned']);
    },
  );

  story('returned', 'reminds once of signing, and follows a case that departments give back', async () => {
    const handle = await register();
    await accept(handle, 480 * HOUR, null);
    await dispatch(handle, [await clock('sign:1', 'sign', 4 * HOUR, null)]);
    await stage.env.sleep(30 * HOUR);
    await until(() => paper.kinds().includes('signReminded'));
    const given = stopClock(paper.clock('sign:1'), await stage.now());
    await tell(handle, await paper.record('returned', { to: 'accepted', clocks: [given] }));
    await dispatch(handle, [await clock('sign:2', 'sign', 4 * HOUR, null)]);
    const taken = stopClock(paper.clock('sign:2'), await stage.now());
    await tell(handle, await paper.record('recalled', { to: 'accepted', clocks: [taken] }));
    await dispatch(handle);
    await stage.env.sleep(30 * HOUR);
    await reply(handle);
    await grade(handle);
    await handle.result();
    expect(paper.kinds().filter((kind) => kind === 'signReminded')).toHaveLength(1);
    expect(paper.kinds()).not.toContain('redWarned');
  });

  story(
    'extension',
    'moves the timer with the clock: an extension restarts the warnings, an ended clock owes none',
    async () => {
      const handle = await register();
      await accept(handle, 48 * HOUR, null);
      await dispatch(handle);
      const moved = {
        ...paper.clock('case'),
        dueAt: await stage.later(96 * HOUR),
        yellowAt: await stage.later(72 * HOUR),
      };
      await tell(handle, await paper.record('extensionDecided', { clocks: [moved] }));
      await stage.env.sleep(60 * HOUR);
      expect(paper.kinds()).not.toContain('redWarned');
      await stage.env.sleep(13 * HOUR);
      await until(() => paper.kinds().includes('yellowWarned'));
      await reply(handle);
      await stage.env.sleep(48 * HOUR);
      expect(paper.kinds()).not.toContain('redWarned');
    },
  );

  story('rework', 'reworks a 不满意 twice on new clocks, then waits for a leader without asking again', async () => {
    const handle = await register();
    await accept(handle);
    for (const [index, caseClock] of ['case', 'case:2', 'case:3'].entries()) {
      await dispatch(handle);
      await reply(handle, caseClock);
      await grade(handle, 'dissatisfied', index + 1);
      if (index < 2) await until(() => paper.kinds().at(-1) === 'reworkOpened');
    }
    await settled(handle);
    await stage.env.sleep(48 * HOUR);
    expect(paper.calls.filter((call) => call.startsWith('rework'))).toEqual(['rework-opened:1', 'rework-opened:2']);
    expect(paper.kinds().at(-1)).toBe('graded');
    await tell(handle, await paper.record('dissatisfactionRuled', { to: 'followed-up' }));
    await handle.result();
    expect(paper.kinds().slice(-4)).toEqual(['graded', 'dissatisfactionRuled', 'closed', 'archived']);
    expect(paper.calls).not.toContain('loadCase');
  });

  story('rework-warned', 'warns by the clock of the round', async () => {
    const handle = await register();
    await accept(handle);
    await dispatch(handle);
    await reply(handle);
    await grade(handle, 'dissatisfied');
    await until(() => paper.kinds().includes('reworkOpened'));
    await stage.env.sleep(49 * HOUR);
    await until(() => paper.kinds().includes('redWarned'));
    expect(paper.clock('case:2').overdueAt).toBe(paper.clock('case:2').dueAt);
    expect(paper.clock('case').overdueAt).toBeNull();
  });

  /** The slip `dispatch:1` waits for the citizen's papers, `limitIn` at most; its clock stands still. */
  async function suspend(handle: WorkflowHandle, limitIn: number): Promise<void> {
    const paused = pauseClock(paper.clock('dispatch:1'), await stage.now());
    const limit = await clock('suspension:1', 'suspension', limitIn, null);
    await tell(handle, await paper.record('suspended', { clocks: [paused, limit] }));
  }

  story('suspended', 'lets a suspended slip run on at the limit, and warns of its later deadline alone', async () => {
    const handle = await register();
    await accept(handle, 500 * HOUR, null);
    await dispatch(handle, [await clock('dispatch:1', 'dispatch', 48 * HOUR, 24 * HOUR)]);
    const { dueAt } = paper.clock('dispatch:1');
    await suspend(handle, 120 * HOUR);
    await settled(handle);
    await stage.env.sleep(119 * HOUR);
    expect(paper.kinds().at(-1)).toBe('suspended');
    await stage.env.sleep(2 * HOUR);
    await until(() => paper.kinds().includes('resumed'));
    expect(paper.clock('suspension:1').endedAt).not.toBeNull();
    expect(paper.clock('dispatch:1').dueAt > dueAt).toBe(true);
    await stage.env.sleep(24 * HOUR);
    await until(() => paper.kinds().includes('yellowWarned'));
    await stage.env.sleep(24 * HOUR);
    await until(() => paper.kinds().includes('redWarned'));
    const after = ['suspended', 'resumed', 'yellowWarned', 'redWarned'];
    expect(paper.kinds().slice(3, 7)).toEqual(after);
    await handle.terminate();
  });

  it('does not resume by the limit what people resumed before', async () => {
    const handle = await register();
    await accept(handle, 500 * HOUR, null);
    await dispatch(handle, [await clock('dispatch:1', 'dispatch', 300 * HOUR, null)]);
    await suspend(handle, 120 * HOUR);
    await settled(handle);
    await stage.env.sleep(10 * HOUR);
    const running = resumeClock(paper.clock('dispatch:1'), paper.clock('dispatch:1'));
    const limit = stopClock(paper.clock('suspension:1'), await stage.now());
    await tell(handle, await paper.record('resumed', { clocks: [running, limit] }));
    await settled(handle);
    await stage.env.sleep(200 * HOUR);
    expect(paper.kinds().filter((kind) => kind === 'resumed')).toHaveLength(1);
    expect(paper.calls.filter((call) => call.startsWith('resumed:'))).toEqual([]);
    await handle.terminate();
  });

  const urges = () => paper.kinds().filter((kind) => kind === 'urged').length;

  story('urged', 'urges after a red warning day by day, up to the number, then is silent', async () => {
    paper.urgesAtMost = 3;
    const handle = await register();
    await accept(handle, 48 * HOUR, null);
    await dispatch(handle);
    await stage.env.sleep(49 * HOUR);
    await until(() => urges() === 1);
    expect(paper.kinds().slice(-2)).toEqual(['redWarned', 'urged']);
    await settled(handle);
    await stage.env.sleep(20 * HOUR);
    expect(urges()).toBe(1);
    for (const count of [2, 3]) {
      await stage.env.sleep(24 * HOUR);
      await until(() => urges() === count);
      await settled(handle);
    }
    await stage.env.sleep(240 * HOUR);
    expect(urges()).toBe(3);
    expect(paper.clock('case').urges).toBe(3);
    await reply(handle);
    await grade(handle);
    await handle.result();
    expect(paper.calls).not.toContain('loadCase');
  });

  story('mark-taken-back', 'warns anew of a deadline whose overdue mark was taken back', async () => {
    paper.urgesAtMost = 5;
    const handle = await register();
    await accept(handle);
    await dispatch(handle);
    await stage.env.sleep(49 * HOUR);
    await until(() => urges() === 1);
    await settled(handle);
    const moved = {
      ...{ ...paper.clock('case'), yellowWarnedAt: null, calendarVersion: 'notice' },
      ...{ dueAt: await stage.later(96 * HOUR), yellowAt: await stage.later(72 * HOUR) },
    };
    const unmarked = remarkClock(moved, await stage.now());
    await tell(handle, await paper.record('deadlinesReprojected', { clocks: [unmarked] }));
    await settled(handle);
    await stage.env.sleep(71 * HOUR);
    expect(paper.kinds().at(-1)).toBe('deadlinesReprojected');
    await stage.env.sleep(2 * HOUR);
    await until(() => paper.kinds().at(-1) === 'yellowWarned');
    await settled(handle);
    await stage.env.sleep(24 * HOUR);
    await until(() => urges() === 2);
    expect(paper.kinds().slice(-2)).toEqual(['redWarned', 'urged']);
    expect(paper.clock('case')).toMatchObject({ overdueAt: moved.dueAt, urges: 1 });
    await settled(handle);
    await reply(handle);
    await grade(handle);
    await handle.result();
    expect(paper.calls).not.toContain('loadCase');
  });

  it('urges no more once the clock has ended or moved', async () => {
    paper.urgesAtMost = 5;
    const handle = await register();
    await accept(handle, 48 * HOUR, null);
    await dispatch(handle);
    await stage.env.sleep(49 * HOUR);
    await until(() => urges() === 1);
    await settled(handle);
    const later = { dueAt: await stage.later(72 * HOUR), yellowAt: null, provisional: false, calendarVersion: 'paper' };
    const extended = extendClock(paper.clock('case'), later, await stage.now());
    await tell(handle, await paper.record('extensionDecided', { clocks: [extended] }));
    await settled(handle);
    await stage.env.sleep(71 * HOUR);
    expect(urges()).toBe(1);
    await stage.env.sleep(2 * HOUR);
    await until(() => urges() === 2);
    await settled(handle);
    await reply(handle);
    await until(() => paper.kinds().includes('followUpOpened'));
    await settled(handle);
    await stage.env.sleep(72 * HOUR);
    expect(urges()).toBe(2);
    await grade(handle);
    await handle.result();
  });

  story(
    'transferred',
    'warns by the agency’s clock while the case’s own stands still, and follows up its answer',
    async () => {
      paper.urgesAtMost = 1;
      const handle = await register();
      await accept(handle, 24 * HOUR, null);
      const paused = pauseClock(paper.clock('case'), await stage.now());
      const agency = await clock('transfer:1', 'transfer', 96 * HOUR, 72 * HOUR);
      await tell(handle, await paper.record('transferred', { clocks: [paused, agency] }));
      await settled(handle);
      await stage.env.sleep(70 * HOUR);
      expect(paper.kinds().at(-1)).toBe('transferred');
      await stage.env.sleep(27 * HOUR);
      await until(() => urges() === 1);
      expect(paper.kinds().slice(3)).toEqual(['yellowWarned', 'redWarned', 'urged']);
      const at = await stage.now();
      const ended = [endClock(paper.clock('transfer:1'), at), endClock(paper.clock('case'), at)];
      await tell(handle, await paper.record('transferAnswered', { clocks: ended }));
      await grade(handle);
      await handle.result();
      expect(paper.clock('case').overdueAt).toBeNull();
      expect(paper.clock('transfer:1').overdueAt).not.toBeNull();
    },
  );

  story(
    'retyped',
    'counts by the new type’s deadline once a case is re-typed, and warns of that one alone',
    async () => {
      const handle = await register();
      await accept(handle, 24 * HOUR, null);
      await dispatch(handle);
      await settled(handle);
      const longer = { dueAt: await stage.later(96 * HOUR), yellowAt: await stage.later(72 * HOUR) };
      const deadline = { ...longer, provisional: false, calendarVersion: 'paper' };
      const retyped = extendClock(paper.clock('case'), deadline, await stage.now());
      await tell(handle, await paper.record('retyped', { clocks: [retyped], facts: { type: 'complex' } }));
      await settled(handle);
      await stage.env.sleep(48 * HOUR);
      expect(paper.kinds().at(-1)).toBe('retyped');
      await stage.env.sleep(25 * HOUR);
      await until(() => paper.kinds().includes('yellowWarned'));
      await settled(handle);
      await reply(handle);
      await grade(handle);
      await handle.result();
      expect(paper.kinds()).not.toContain('redWarned');
    },
  );

  story('terminated', 'follows up a case that a leader terminated, with every clock of it at rest', async () => {
    const handle = await register();
    await accept(handle);
    await dispatch(handle, [await clock('dispatch:1', 'dispatch', 40 * HOUR, null)]);
    await tell(handle, await paper.record('terminationAsked'));
    await settled(handle);
    const at = await stage.now();
    const ended = [stopClock(paper.clock('dispatch:1'), at), stopClock(paper.clock('case'), at)];
    await tell(handle, await paper.record('terminated', { clocks: ended }));
    await grade(handle);
    await handle.result();
    expect(paper.kinds().slice(3)).toEqual([
      ...['terminationAsked', 'terminated', 'followUpOpened', 'graded', 'closed', 'archived'],
    ]);
  });

  it('leaves a 不满意 of a declined matter to the leader', async () => {
    const handle = await register();
    await tell(handle, await paper.record('declined'));
    await grade(handle, 'dissatisfied');
    await settled(handle);
    expect(paper.calls).toEqual(['follow-up-opened:1']);
    await tell(handle, await paper.record('dissatisfactionRuled', { to: 'followed-up' }));
    await handle.result();
  });

  story('overtaken', 'goes on at once when what came meanwhile explains the refusal of a warning', async () => {
    const handle = await register();
    await accept(handle, 48 * HOUR, 24 * HOUR);
    await dispatch(handle);
    await settled(handle);
    const { warn } = paper;
    paper.warn = async (input) => {
      paper.warn = warn;
      const moved = {
        ...paper.clock('case'),
        dueAt: await stage.later(96 * HOUR),
        yellowAt: await stage.later(72 * HOUR),
      };
      await tell(handle, await paper.record('extensionDecided', { clocks: [moved] }));
      return warn(input);
    };
    await stage.env.sleep(25 * HOUR);
    await until(() => paper.kinds().includes('extensionDecided'));
    await reply(handle);
    await grade(handle);
    await handle.result();
    expect(paper.kinds()).not.toContain('yellowWarned');
    expect(paper.calls).not.toContain('loadCase');
  });

  story('gap', 'ignores repeated acts, sorts early ones, and loads the case when one never comes', async () => {
    const handle = await register();
    const first = paper.acts[0]!;
    await handle.signal(ACTS_RECORDED_SIGNAL, paper.message(first, first));
    const acceptance = endClock(paper.clock('acceptance'), await stage.now());
    const accepted = await paper.record('accepted', {
      clocks: [acceptance, await clock('case', 'case', 480 * HOUR, null)],
    });
    const dispatched = await paper.record('dispatched');
    await tell(handle, dispatched);
    await tell(handle, accepted);
    await until(async () => (await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY)).seq === 3);
    expect(paper.calls).not.toContain('loadCase');
    await paper.record('signed'); // never told
    await reply(handle);
    await stage.env.sleep(6_000);
    await grade(handle);
    await handle.result();
    expect(paper.calls).toContain('loadCase');
    expect(paper.kinds().filter((kind) => kind === 'replied')).toHaveLength(1);
  });

  story('declined-restarted', 'begins with loadCase when it is started without the first act', async () => {
    await paper.record('registered');
    await paper.record('declined');
    const handle = await stage.start(id, { upTo: 0, acts: [] });
    await grade(handle);
    await handle.result();
    expect(paper.calls[0]).toBe('loadCase');
    expect(paper.kinds()).toEqual(['registered', 'declined', 'followUpOpened', 'graded', 'closed', 'archived']);
  });

  story(
    'withdrawn',
    'ends the slips of a withdrawn case, closes and files it without a call or a warning',
    async () => {
      const handle = await register();
      await accept(handle);
      await dispatch(handle);
      const clocks = [endClock(paper.clock('case'), await stage.now())];
      await tell(handle, await paper.record('withdrawn', { clocks }));
      await handle.result();
      expect(paper.kinds().slice(3)).toEqual(['withdrawn', 'followUpOpened', 'closed', 'archived']);
      expect(paper.calls.slice(0, 2)).toEqual(['endDispatches', expect.stringMatching(/^follow-up-opened/)]);
    },
  );

  story('finished', 'ends at once when the case it is started for is finished', async () => {
    for (const kind of ['registered', 'declined'] as const) await paper.record(kind);
    await paper.record('followUpOpened', { to: 'followed-up' });
    for (const kind of ['closed', 'archived'] as const) await paper.record(kind);
    const handle = await stage.start(id, { upTo: 0, acts: [] });
    await handle.result();
    expect(paper.seq).toBe(5);
  });

  it('completes a step by a plain signal alone, counts refusals and records only the first hundred', async () => {
    const handle = await register();
    await accept(handle);
    await dispatch(handle);
    for (let sent = 0; sent < 103; sent += 1)
      await handle.signal('departmentReplied', sent % 2 === 0 ? null : { outcome: 7 });
    await until(async () => (await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY)).refusedSignals === 103);
    expect(paper.calls.filter((call) => call === 'refusals-recorded:true')).toHaveLength(100);
    await handle.signal('departmentReplied', { outcome: 'solved' });
    await grade(handle);
    await handle.result();
    expect(paper.kinds()).toContain('replied');
  });

  it('refuses a payload too deep to be handed on, and goes on', async () => {
    const handle = await register();
    await accept(handle);
    await dispatch(handle);
    const deep = `{"outcome":${'['.repeat(6_000)}${']'.repeat(6_000)}}`; // JSON.stringify could not even write it
    await stage.env.client.workflowService.signalWorkflowExecution({
      namespace: stage.env.client.options.namespace,
      workflowExecution: { workflowId: id },
      signalName: 'departmentReplied',
      input: { payloads: [{ metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from(deep) }] },
    });
    await handle.signal('departmentReplied', { outcome: 'solved' });
    await grade(handle);
    await handle.result();
    expect(paper.kinds()).toContain('replied');
  });

  story('malformed', 'survives a malformed internal signal', async () => {
    const handle = await register();
    for (const rubbish of [
      null,
      7,
      {},
      { upTo: 'x', acts: [] },
      { upTo: 1, acts: [null] },
      { upTo: 1, acts: [{ seq: 2 }] },
    ]) {
      await handle.signal(ACTS_RECORDED_SIGNAL, rubbish);
    }
    await tell(handle, await paper.record('declined'));
    await grade(handle);
    await handle.result();
  });

  story('open', 'answers its live clocks', async () => {
    const handle = await register();
    await accept(handle);
    await until(async () => (await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY)).seq === 2);
    const live = await handle.query<LiveClocks>(LIVE_CLOCKS_QUERY);
    expect(live.clocks.map(({ clockId }) => clockId).sort()).toEqual(['acceptance', 'case']);
    expect(live.nextAlarm).toMatchObject({ clockId: 'case', level: 'yellow', at: paper.clock('case').yellowAt });
  });
});
