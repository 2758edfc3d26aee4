import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMPLAINT_TOPIC, eventTypeOf } from '@bancheng/contracts';
import { repoRoot } from '../../deploy/local/core/paths.mjs';
import { privateValues } from '../tour/samples.mjs';
import { conduct, stories } from '../tour/stories.mjs';
import { actsHeard, allRuns, type RunHistory } from './system/histories.js';
import { query, recordedCases, undelivered, type RecordedCase } from './system/record.js';
import { System } from './system/system.js';
import { allMessages, type Message } from './system/topics.js';
import { eventually } from './system/eventually.js';

const MOST_HISTORY_EVENTS = 60;

/** Runs the tour as `npm run tour` does. */
function runTour(env: Record<string, string>) {
  const file = join(repoRoot, 'test/tour/tour.mjs');
  return spawnSync(process.execPath, [file], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' });
}

/** Runs the trial of an installation as the chart's `helm test` does, with the demo provider's three clients for it. */
function runTrial(env: Record<string, string>) {
  const rooms = ['INTAKE', 'ROUTING', 'ARCHIVE', 'REPORTING'].map((room) => [`TRIAL_${room}`, env['BANCHENG_API']!]);
  const clients = ['ADMIN', 'CLERK', 'DEPARTMENT'].flatMap((part) => [
    [`TRIAL_${part}_ID`, `trial-${part.toLowerCase()}`],
    [`TRIAL_${part}_SECRET`, env['OIDC_DEMO_SECRET']!],
  ]);
  const file = join(repoRoot, 'apps/trial/dist/main.js');
  const settings = { OIDC_ISSUER: env['OIDC_ISSUER']!, ...Object.fromEntries([...rooms, ...clients]) };
  return spawnSync(process.execPath, [file], { env: settings, encoding: 'utf8' });
}

describe('the tour on the whole system', () => {
  let system: System;
  let tour: ReturnType<typeof runTour>;
  let cases: RecordedCase[];
  let messages: Message[];
  let runs: RunHistory[];

  beforeAll(async () => {
    system = await System.start();
    tour = runTour(system.env);
    await eventually(async () => expect(await undelivered(system.env, 'kafka')).toBe(0));
    await eventually(async () => expect(await undelivered(system.env, 'temporal')).toBe(0));
    cases = await recordedCases(system.env);
    messages = await allMessages(system.env);
    runs = await allRuns(system.env);
  });
  afterAll(() => system?.stop());

  const runOf = ({ number }: RecordedCase) => runs.filter(({ workflowId }) => workflowId === `complaint/${number}`);

  it('ends well and names every matter', () => {
    expect(tour.stderr).toBe('');
    expect(tour.status).toBe(0);
    for (const { number } of cases) expect(tour.stdout).toContain(number);
  });

  it('says so when the system does not answer', () => {
    expect(runTour({ ...system.env, BANCHENG_API: 'http://127.0.0.1:1' }).status).toBe(1);
  });

  it('leaves each matter where its story ends, with that story’s acts in order', () => {
    expect(cases.map(({ acts, status }) => ({ acts, status }))).toEqual(
      stories.map(({ acts, end }) => ({ acts, status: end })),
    );
    for (const { acts, seqs } of cases) expect(seqs).toEqual(acts.map((_, index) => index + 1));
  });

  it('numbers the matters without a gap and gives each archived one catalogue number', () => {
    expect(cases.map(({ number }) => Number(number.split('-').at(-1)))).toEqual(stories.map((_, index) => index + 1));
    const archived = cases.filter(({ status }) => status === 'archived');
    expect(new Set(archived.flatMap(({ catalogueNumbers }) => catalogueNumbers)).size).toBe(archived.length);
  });

  it('publishes each act once, in the order of its case', () => {
    expect(new Set(messages.map(({ topic }) => topic))).toEqual(new Set([COMPLAINT_TOPIC]));
    const events = messages.map(({ key, value }) => ({ key, ...JSON.parse(value) }));
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const { id, acts } of cases) {
      const own = events.filter(({ key }) => key === id);
      expect(own.map(({ type, data }) => [type, data.seq])).toEqual(
        acts.map((kind, index) => [eventTypeOf(kind), index + 1]),
      );
    }
    expect(events.length).toBe(cases.flatMap(({ acts }) => acts).length);
  });

  it('drives each matter by one run, which hears of each act once', () => {
    for (const one of cases) {
      const [run, ...others] = runOf(one);
      expect(others).toEqual([]);
      expect(run?.status).toBe(one.status === 'archived' ? 'COMPLETED' : 'RUNNING');
      // An activity's answer may come in after the signal of a person's next act; the run sorts them.
      expect(actsHeard(run!).sort((a, b) => a - b)).toEqual(one.seqs);
    }
  });

  it(`takes at most ${MOST_HISTORY_EVENTS} history events for a plain case`, () => {
    const [run] = runOf(cases[stories.indexOf(conduct)]!);
    expect(run!.events.length).toBeLessThanOrEqual(MOST_HISTORY_EVENTS);
  });

  it('keeps names, phones and texts out of histories, topics and logs', async () => {
    const kept = {
      histories: JSON.stringify(runs),
      topics: JSON.stringify(messages),
      log: system.log('all-in-one'),
    };
    for (const [where, content] of Object.entries(kept)) {
      expect({ where, found: privateValues().filter((value) => content.includes(value)) }).toEqual({
        where,
        found: [],
      });
      expect(content).toContain(where === 'log' ? '/v1/dispatches' : cases[0]!.id);
    }
    const told = JSON.stringify(
      await query(system.env, 'select name, phone, phone_given, record from casebook.particulars'),
    );
    expect(privateValues().filter((value) => told.includes(value)).length).toBeGreaterThan(stories.length);
  });

  it('is followed by the trial of an installation, a matter of a hall of its own, as often as it is asked for', () => {
    for (const count of [1, 2])
      expect(runTrial(system.env)).toMatchObject({
        status: 0,
        stdout: expect.stringMatching(new RegExp(`^BBCS-370499-\\d{4}-0000${count}：`)),
      });
    expect(runTrial({ ...system.env, OIDC_DEMO_SECRET: 'wrong' })).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("no token for the trial's admin: 401"),
    });
  });
});
