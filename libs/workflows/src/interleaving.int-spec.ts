import { setTimeout as sleep } from 'node:timers/promises';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { ACTS_RECORDED_SIGNAL, LIVE_CLOCKS_QUERY, type EngineAct, type LiveClocks } from '@bancheng/contracts/workflow';
import { endClock, extendClock, startClock, type CaseClock } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import { Worker, type WorkflowBundleWithSourceMap } from '@temporalio/worker';
import fc from 'fast-check';
import type { PaperCase } from '../test/paper-case.js';
import { RealTimeStage, type StagedCase } from '../test/real-time-stage.js';
import { WORKFLOWS_ENTRY } from '../test/workflow-stage.js';

/** How long the clock of a case runs before its yellow and its red warning; an extension adds an hour. */
const YELLOW_MS = 2_500;
const RED_MS = 5_000;
const HOUR_MS = 3_600_000;
/** `temporal.api.enums.v1.EventType`. */
const WORKFLOW_TASK_COMPLETED = 7;

/**
 * What may happen around the instant at which a timer fires. People's acts are on the row at once; what the engine hears of
 * them, how often and in which order, is left to chance, as is whether it works, or begins anew, meanwhile.
 */
const MOVES = [
  ...(['extended', 'replied', 'amended'] as const), // acts
  ...(['tell-1', 'tell-2', 'tell-3', 'tell-1', 'tell-all'] as const), // the engine of the act recorded first, second, …
  ...(['signal', 'rubbish', 'nudge', 'reset'] as const),
] as const;
type Move = (typeof MOVES)[number];

/** When the moves of a case are made: before its warnings fall due, between them, after both, and while the engine works. */
const PHASES = ['before', 'between', 'after', 'working'] as const;
type Order = Record<(typeof PHASES)[number], Move[]>;

const orders = fc
  .tuple(
    fc.shuffledSubarray([...MOVES], { minLength: 5 }),
    fc.array(fc.constantFrom(...PHASES), { minLength: MOVES.length, maxLength: MOVES.length }),
  )
  .map(([moves, phases]) => {
    const at = (phase: string) => moves.filter((_move, index) => phases[index] === phase);
    return { before: at('before'), between: at('between'), after: at('after'), working: at('working') };
  });

/** One case, played in one order. */
class Play {
  private readonly told: EngineAct[] = [];

  constructor(
    private readonly stage: RealTimeStage,
    private readonly order: Order,
    private readonly staged: StagedCase,
  ) {}

  async perform(phase: keyof Order): Promise<void> {
    for (const move of this.order[phase]) await this.moves[move]();
  }

  private get paper(): PaperCase {
    return this.staged.paper;
  }

  live = () => this.staged.handle.query<LiveClocks>(LIVE_CLOCKS_QUERY);

  /** The sweeper's, which comes in the end when nothing else does. */
  nudge = () => this.staged.handle.signal(ACTS_RECORDED_SIGNAL, { upTo: 0, acts: [] });

  private readonly moves: Record<Move, () => Promise<void>> = {
    extended: () => this.whileDispatched('extensionDecided', (clock, at) => extendClock(clock, later(clock), at)),
    replied: () => this.whileDispatched('replied', endClock),
    amended: async () => void this.told.push(await this.paper.record('amended')),
    'tell-1': () => this.tell(this.told.slice(0, 1)),
    'tell-2': () => this.tell(this.told.slice(1, 2)),
    'tell-3': () => this.tell(this.told.slice(2, 3)),
    'tell-all': () => this.tell(this.told.toReversed()),
    signal: () => this.staged.handle.signal('departmentReplied', { outcome: 'solved' }),
    rubbish: () => this.staged.handle.signal('departmentReplied', { outcome: [] }),
    nudge: this.nudge,
    reset: () => this.reset(),
  };

  private async whileDispatched(
    kind: 'extensionDecided' | 'replied',
    change: (clock: CaseClock, at: string) => CaseClock,
  ): Promise<void> {
    if (this.paper.acts.at(-1)!.status !== 'dispatched') return;
    const to = kind === 'replied' ? { to: 'replied' as const } : {};
    const act = this.paper.record(kind, (at) => ({ ...to, clocks: [change(this.paper.clock('case'), at)] }));
    // By the time it has the row's lock the department may have answered by a signal.
    await act.then((recorded) => this.told.push(recorded)).catch(() => undefined);
  }

  private async tell(acts: readonly EngineAct[]): Promise<void> {
    if (acts.length > 0) await this.staged.handle.signal(ACTS_RECORDED_SIGNAL, this.paper.message(...acts));
  }

  /** Throws away what the run has done since its first task: it does it again, with the signals it had. */
  private async reset(): Promise<void> {
    const { runId } = await this.staged.handle.describe();
    const { events } = await this.stage.client.workflow.getHandle(this.staged.handle.workflowId, runId).fetchHistory();
    const first = events!.find(({ eventType }) => eventType === WORKFLOW_TASK_COMPLETED);
    await this.stage.client.workflowService.resetWorkflowExecution({
      namespace: this.stage.client.options.namespace,
      workflowExecution: { workflowId: this.staged.handle.workflowId, runId },
      reason: 'test',
      requestId: `${runId}-${Math.random()}`,
      workflowTaskFinishEventId: first!.eventId!,
    });
  }

  /** Whether the run knows all the row has and owes nothing. */
  async settled(): Promise<boolean> {
    const { seq, status, nextAlarm } = await this.live();
    const owes = nextAlarm !== null && nextAlarm.at <= new Date().toISOString();
    return seq === this.paper.seq && status !== 'replied' && !owes;
  }

  /** What was done and what came of it. */
  async describe(): Promise<string> {
    const { clocks: _clocks, ...known } = await this.live();
    return JSON.stringify({ order: this.order, acts: this.paper.kinds(), calls: this.paper.calls, known });
  }

  /** @throws when row and run differ, or the row is not what the acts of people alone make of it */
  async check(workflowBundle: WorkflowBundleWithSourceMap): Promise<void> {
    const row = await this.paper.loadCase();
    const { seq, status, clocks } = await this.live();
    expect({ seq, status, clocks }).toEqual({ seq: row.seq, status: row.status, clocks: row.clocks });
    const { dueAt, overdueAt, endedAt, originalDueAt } = this.paper.clock('case');
    expect({ dueAt, overdueAt, ended: endedAt !== null, originalDueAt }).toEqual(this.expected());
    const kinds = this.paper.kinds();
    const replies = kinds.filter((kind) => kind === 'replied').length;
    expect(replies).toBeLessThanOrEqual(1);
    expect(row.status).toBe(replies === 1 ? 'follow-up' : 'dispatched');
    expect(kinds.filter((kind) => kind === 'followUpOpened')).toHaveLength(replies);
    const warnings = this.paper.acts.filter(({ kind }) => kind.endsWith('Warned'));
    const given = warnings.map(({ kind, clocks: [clock] }) => `${kind} ${clock!.dueAt}`);
    expect(new Set(given).size).toBe(given.length);
    await Worker.runReplayHistory({ workflowBundle }, await this.staged.handle.fetchHistory());
  }

  /**
   * The case's clock as the acts of people alone leave it: each judged by its own time, and a deadline that passed unmet is
   * marked, whether or not a timer fired in time.
   */
  private expected() {
    const { acts } = this.paper;
    const { dueAt: originalDueAt } = acts[1]!.clocks[0]!;
    let dueAt = originalDueAt;
    let overdueAt: string | null = null;
    const missed = (at: string) => (at > dueAt ? dueAt : overdueAt);
    for (const { kind, at } of acts) {
      if (kind === 'extensionDecided') [overdueAt, dueAt] = [missed(at), after(dueAt, HOUR_MS)];
      if (kind === 'replied') return { dueAt, overdueAt: missed(at), ended: true, originalDueAt };
    }
    return { dueAt, overdueAt: missed(new Date().toISOString()), ended: false, originalDueAt };
  }
}

function after(instant: string, ms: number): string {
  return new Date(Date.parse(instant) + ms).toISOString();
}

function later({ dueAt, provisional, calendarVersion }: CaseClock) {
  return { dueAt: after(dueAt, HOUR_MS), yellowAt: after(dueAt, HOUR_MS / 2), provisional, calendarVersion };
}

/** Registered, accepted and dispatched, with a clock of a few seconds. */
async function dispatched(paper: PaperCase): Promise<EngineAct[]> {
  const opened = await paper.record('registered');
  const clock = { clockId: 'case', kind: 'case', department: null } as const;
  const accepted = await paper.record('accepted', (at) => {
    const due = { dueAt: after(at, RED_MS), yellowAt: after(at, YELLOW_MS) };
    return { clocks: [startClock(clock, at, { ...due, provisional: false, calendarVersion: 'paper' })] };
  });
  return [opened, accepted, await paper.record('dispatched', { facts: { departments: ['scjg'] } })];
}

describe('acts, signals, timers and resets in any order', () => {
  let stage: RealTimeStage;
  let bundle: WorkflowBundleWithSourceMap;

  beforeAll(async () => {
    bundle = await bundleWorkflows(WORKFLOWS_ENTRY);
    stage = await RealTimeStage.open();
  });
  afterAll(() => stage.close());

  async function all(plays: readonly Play[], what: (play: Play) => Promise<unknown>): Promise<void> {
    await Promise.all(plays.map(what));
  }

  async function settle(plays: readonly Play[]): Promise<void> {
    for (const play of plays) {
      await until(
        () => play.settled(),
        async () => `rest: ${await play.describe()}`,
      );
    }
  }

  /** Plays a case in each of the orders, all at once; while timers run out the engine works, or does not. */
  async function playAll(some: readonly Order[], engineWorks: boolean): Promise<void> {
    await stage.startEngine(bundle, 0);
    try {
      await playWith(some, engineWorks);
    } finally {
      await stage.stopEngine();
    }
  }

  async function playWith(some: readonly Order[], engineWorks: boolean): Promise<void> {
    const plays = await Promise.all(some.map(async (order) => new Play(stage, order, await stage.newCase(dispatched))));
    const begun = Date.now();
    await all(plays, (play) => play.live()); // each has had its first task
    if (!engineWorks) await stage.stopEngine();
    await all(plays, (play) => play.perform('before'));
    await sleep(Math.max(0, begun + YELLOW_MS - Date.now()));
    await all(plays, (play) => play.perform('between'));
    await sleep(Math.max(0, begun + RED_MS + 100 - Date.now()));
    await all(plays, (play) => play.perform('after'));
    if (!engineWorks) await stage.startEngine(bundle, 0);
    await all(plays, (play) => play.perform('working'));
    await all(plays, (play) => play.nudge());
    await settle(plays);
    await all(plays, (play) => play.check(bundle));
  }

  it.each([
    ['while the engine works', true],
    ['while the engine is down', false],
  ])(
    'end in the same state, on the row as in the run: %s',
    async (_when, engineWorks) => {
      await fc.assert(
        fc.asyncProperty(fc.array(orders, { minLength: 20, maxLength: 20 }), (some) => playAll(some, engineWorks)),
        { numRuns: 2, endOnFailure: true },
      );
    },
    300_000,
  );
});
