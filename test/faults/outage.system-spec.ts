import { eventually } from '../e2e/system/eventually.js';
import { allRuns } from '../e2e/system/histories.js';
import { recordedCases, undelivered } from '../e2e/system/record.js';
import { System } from '../e2e/system/system.js';
import { allMessages } from '../e2e/system/topics.js';
import { Hall } from '../tour/hall.mjs';
import { ledger } from '../tour/papers.mjs';
import { sample } from '../tour/samples.mjs';
import { conduct } from '../tour/stories.mjs';

const CLOSING = ['followUpOpened', 'graded', 'closed', 'archived'];

describe('the window while servers are stopped', () => {
  let system: System;
  let hall: Hall;

  beforeAll(async () => {
    system = await System.start();
    hall = new Hall(system.env);
  });
  afterAll(async () => {
    await hall?.engine.close();
    await system?.stop();
  });

  const recorded = async (id: string) => (await recordedCases(system.env)).find((one) => one.id === id)!;
  const finish = async (one: { id: string; number: string }) => {
    await hall.grade(one, 'satisfied');
    await hall.until(one, 'archived');
  };

  it('registers, dispatches and takes replies without Temporal, which catches up when it returns', async () => {
    await system.part('temporal').stop();
    const waiting = await hall.register(sample('PUB-18'));
    const one = await hall.register(sample('PUB-04'));
    await hall.accept(one, 'general');
    const [slip] = await hall.dispatch(one, ['scjg']);
    await hall.sign(slip!);
    await hall.reply(slip!, 'solved', '两证已发。');
    expect((await recorded(one.id)).acts).toEqual(['registered', 'accepted', 'dispatched', 'signed', 'replied']);
    expect(await undelivered(system.env, 'temporal')).toBe(6);

    await system.part('temporal').start();
    await finish(one);
    expect((await recorded(one.id)).acts).toEqual([
      ...['registered', 'accepted', 'dispatched', 'signed', 'replied'],
      ...CLOSING,
    ]);
    await eventually(async () => {
      const runs = await allRuns(system.env, `complaint/${waiting.number}`);
      expect(runs.map(({ status }) => status)).toEqual(['RUNNING']);
    });
  });

  it('brings a case to the archive without Kafka, which has all of its events when it returns', async () => {
    await system.part('kafka').stop();
    const one = await conduct.play(hall);
    expect((await recorded(one.id)).acts).toEqual(conduct.acts);
    expect(await undelivered(system.env, 'kafka')).toBeGreaterThanOrEqual(conduct.acts.length);
    expect((await ledger(hall)).get(one.number)?.status).not.toBe('archived');

    await system.part('kafka').start();
    await eventually(async () => expect((await ledger(hall)).get(one.number)?.status).toBe('archived'));
    const events = (await allMessages(system.env)).filter(({ key }) => key === one.id);
    expect(new Set(events.map(({ value }) => JSON.parse(value).data.seq)).size).toBe(conduct.acts.length);
  });

  it('starts the workflow of a matter whose registration was the last thing that happened', async () => {
    await Promise.all([system.part('temporal').stop(), system.part('kafka').stop()]);
    const one = await hall.register(sample('PUB-16'));
    await system.part('all-in-one').kill();
    await Promise.all([system.part('temporal').start(), system.part('kafka').start()]);
    expect(await allRuns(system.env, `complaint/${one.number}`)).toEqual([]);

    await system.part('all-in-one').start();
    await hall.answer(one, '已当场出照。');
    await finish(one);
    expect((await recorded(one.id)).acts).toEqual(['registered', 'answeredOnTheSpot', ...CLOSING]);
    expect((await allRuns(system.env, `complaint/${one.number}`)).length).toBe(1);
  });
});
