import { setTimeout as sleep } from 'node:timers/promises';
import { eventTypeOf } from '@bancheng/contracts';
import { eventually } from '../e2e/system/eventually.js';
import { runningWorkflows } from '../e2e/system/histories.js';
import { recordedCases, undelivered, type RecordedCase } from '../e2e/system/record.js';
import { System } from '../e2e/system/system.js';
import { allMessages } from '../e2e/system/topics.js';
import { Hall } from '../tour/hall.mjs';
import { ledger } from '../tour/papers.mjs';
import { stories } from '../tour/stories.mjs';
import { Random } from './random.js';

jest.setTimeout(600_000);

const SEED = Number(process.env['KILL_SEED'] ?? 1);
const KILLS = 10;
const PLAYERS = 3;
/** A worker or relay beside the one in the all-in-one process, so that one of two dies too. */
const PROGRAMS = ['all-in-one', 'workflow-worker', 'outbox-relay'];
const TARGETS = [...PROGRAMS, 'postgres', 'temporal', 'kafka'];

type Story = (typeof stories)[number];
type Played = Map<string, Story>;

/** Which target dies next: each once in random order, then any. */
function plan(random: Random) {
  const any = Array.from({ length: KILLS - TARGETS.length }, () => TARGETS[random.between(0, TARGETS.length - 1)]!);
  return [...random.shuffled(TARGETS), ...any].map((target) => ({
    target,
    after: random.between(200, 2_500),
    away: random.between(0, 1_500),
  }));
}

/** Several people work at once until every story was played and nothing is killed any more. */
async function playUntil(hall: Hall, over: () => boolean): Promise<Played> {
  const played: Played = new Map();
  let next = 0;
  const player = async () => {
    for (let turn = next++; turn < stories.length || !over(); turn = next++) {
      const story = stories[turn % stories.length]!;
      const { id } = await story.play(hall);
      played.set(id, story);
    }
  };
  await Promise.all(Array.from({ length: PLAYERS }, player));
  return played;
}

describe(`kill -9 at ${KILLS} random moments (KILL_SEED=${SEED})`, () => {
  let system: System;
  let hall: Hall;
  let played: Played;
  let cases: RecordedCase[];

  beforeAll(async () => {
    const moments = plan(new Random(SEED));
    console.log(`KILL_SEED=${SEED}:`, moments.map(({ target, after, away }) => `${target}@${after}+${away}`).join(' '));
    system = await System.start(PROGRAMS);
    hall = new Hall(system.env, { patienceMs: 240_000 });
    let over = false;
    const playing = playUntil(hall, () => over);
    const killing = (async () => {
      for (const { target, after, away } of moments) {
        await sleep(after);
        await system.part(target).kill();
        await sleep(away);
        await system.part(target).start();
      }
    })().finally(() => (over = true));
    [played] = await Promise.all([playing, killing]);
    for (const target of ['temporal', 'kafka'] as const) {
      await eventually(async () => expect(await undelivered(system.env, target)).toBe(0));
    }
    cases = await recordedCases(system.env);
  });
  afterAll(async () => {
    await hall?.engine.close();
    await system?.stop();
  });

  it('registers each matter once, without a gap in the numbers', () => {
    expect(new Set(cases.map(({ id }) => id))).toEqual(new Set(played.keys()));
    expect(cases.map(({ number }) => Number(number.split('-').at(-1)))).toEqual(cases.map((_, index) => index + 1));
  });

  it('records exactly the acts of each story, once and in order', () => {
    const recorded = cases.map(({ id, acts, status, seqs }) => ({ id, acts, status, seqs }));
    const expected = cases.map(({ id }) => {
      const { acts, end } = played.get(id)!;
      return { id, acts, status: end, seqs: acts.map((_, index) => index + 1) };
    });
    expect(recorded).toEqual(expected);
  });

  it('gives each archived case one catalogue number', () => {
    const archived = cases.filter(({ status }) => status === 'archived');
    const numbers = archived.flatMap(({ catalogueNumbers }) => catalogueNumbers);
    expect(numbers.length).toBe(archived.length);
    expect(new Set(numbers).size).toBe(archived.length);
  });

  it('publishes each act: repeated events have the same id', async () => {
    const events = (await allMessages(system.env)).map(({ value }) => JSON.parse(value));
    const byId = new Map(events.map(({ id, type, data }) => [id, `${data.caseId} ${data.seq} ${type}`]));
    const acts = cases.flatMap(({ id, acts: kinds }) =>
      kinds.map((kind, index) => `${id} ${index + 1} ${eventTypeOf(kind)}`),
    );
    expect([...byId.values()].sort()).toEqual(acts.sort());
  });

  it('shows each case in the ledger as it stands', async () => {
    const expected = new Map(cases.map(({ number, status }) => [number, status]));
    await eventually(async () => {
      const rows = [...(await ledger(hall)).values()];
      expect(new Map(rows.map(({ number, status }) => [number, status]))).toEqual(expected);
    });
  });

  it('finishes the workflow of every archived case', async () => {
    const done = new Set(
      cases.filter(({ status }) => status === 'archived').map(({ number }) => `complaint/${number}`),
    );
    await eventually(async () => {
      const running = await runningWorkflows(system.env);
      expect(running.filter((workflowId) => done.has(workflowId))).toEqual([]);
    });
  });
});
