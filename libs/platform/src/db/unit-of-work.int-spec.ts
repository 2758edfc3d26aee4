import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { CommandContext } from '../http/command-context.js';
import { createDataSource } from './data-source.js';
import { Commits } from './commits.js';
import { forgetRows } from './old-rows.js';
import { UnitOfWork } from './unit-of-work.js';

const actor = { subject: 'clerk-1', name: null, roles: ['clerk'], jurisdiction: '370406', department: null } as const;

function command(key: string, digest = 'd1', subject: string = actor.subject): CommandContext {
  return { actor: { ...actor, subject }, idempotency: { key, endpoint: 'POST /v1/things', digest }, requestId: 'r' };
}

describe('UnitOfWork', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`create schema demo; create table demo.thing (id serial primary key, word text not null);
      grant usage on schema demo to bancheng_intake; grant all on all tables in schema demo to bancheng_intake;
      grant all on all sequences in schema demo to bancheng_intake`);
    await owner.end();
    dataSource = await createDataSource({
      applicationName: 'unit-of-work-test',
      url: database.serviceUrls.intake,
      schema: 'demo',
      entities: [],
      poolSize: 25,
    }).initialize();
    unitOfWork = new UnitOfWork(dataSource, new Commits());
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    await dataSource.query('delete from demo.thing');
  });

  async function add(tx: EntityManager, word: string): Promise<{ id: number; word: string; note: null }> {
    const [row]: { id: number }[] = await tx.query('insert into demo.thing (word) values ($1) returning id', [word]);
    return { id: row!.id, word, note: null };
  }

  async function words(): Promise<string[]> {
    const rows: { word: string }[] = await dataSource.query('select word from demo.thing order by id');
    return rows.map((row) => row.word);
  }

  it('replays the stored response of a repeated key and changes nothing', async () => {
    const first = await unitOfWork.run(command('replayed-key'), (tx) => add(tx, '甲'));
    const second = await unitOfWork.run(command('replayed-key'), (tx) => add(tx, '乙'));
    expect(second).toEqual(first);
    expect(await words()).toEqual(['甲']);
  });

  it('replays a command that answers nothing', async () => {
    const quiet = async (tx: EntityManager) => {
      await add(tx, '静');
    };
    await unitOfWork.run(command('quiet-key'), quiet);
    expect(await unitOfWork.run(command('quiet-key'), quiet)).toBeNull();
    expect(await words()).toEqual(['静']);
  });

  it('refuses a key that comes again with another request', async () => {
    await unitOfWork.run(command('reused-key', 'd1'), (tx) => add(tx, '甲'));
    await expect(unitOfWork.run(command('reused-key', 'd2'), (tx) => add(tx, '乙'))).rejects.toMatchObject({
      status: 422,
      code: 'idempotency-key-reused',
    });
    expect(await words()).toEqual(['甲']);
  });

  it('keeps the keys of two people apart', async () => {
    await unitOfWork.run(command('common-key', 'd1', 'clerk-1'), (tx) => add(tx, '甲'));
    await unitOfWork.run(command('common-key', 'd2', 'clerk-2'), (tx) => add(tx, '乙'));
    expect(await words()).toEqual(['甲', '乙']);
  });

  it('applies twenty concurrent twins once and answers all of them alike', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => unitOfWork.run(command('twin-key'), (tx) => add(tx, '同'))),
    );
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1);
    expect(await words()).toEqual(['同']);
  });

  it('gives a failed command’s key back together with its work', async () => {
    const failing = unitOfWork.run(command('failed-key'), async (tx) => {
      await add(tx, '败');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await words()).toEqual([]);
    await unitOfWork.run(command('failed-key', 'other'), (tx) => add(tx, '成'));
    expect(await words()).toEqual(['成']);
  });

  it('hands the key to a waiting twin when the first one fails', async () => {
    let arrived!: () => void;
    const firstHasTheKey = new Promise<void>((resolve) => (arrived = resolve));
    let fail!: () => void;
    const failNow = new Promise<void>((resolve) => (fail = resolve));
    const first = unitOfWork.run(command('handed-key'), async (tx) => {
      await add(tx, '先');
      arrived();
      await failNow;
      throw new Error('first fails');
    });
    const failed = expect(first).rejects.toThrow('first fails');
    await firstHasTheKey;
    const second = unitOfWork.run(command('handed-key'), (tx) => add(tx, '后'));
    fail();
    await failed;
    await second;
    expect(await words()).toEqual(['后']);
  });

  it('undoes everything when the first of several statements sent together fails', async () => {
    const failing = unitOfWork.run(command('together-key'), (tx) =>
      Promise.all([tx.query('insert into demo.thing (word) values (null)'), add(tx, '甲'), add(tx, '乙')]),
    );
    await expect(failing).rejects.toMatchObject({ code: '23502' });
    await Promise.all([unitOfWork.run(command('together-key'), (tx) => Promise.all([add(tx, '丙'), add(tx, '丁')]))]);
    expect(await words()).toEqual(['丙', '丁']);
  });

  it('undoes everything when the response cannot be kept', async () => {
    const unstorable = unitOfWork.run(command('unstorable-key'), async (tx) => {
      await add(tx, '甲');
      return { text: '\u0000' }; // jsonb has no place for it
    });
    await expect(unstorable).rejects.toMatchObject({ code: '22P05' });
    expect(await words()).toEqual([]);
    await unitOfWork.run(command('unstorable-key'), (tx) => add(tx, '乙'));
    expect(await words()).toEqual(['乙']);
  });

  it('runs a deadlocked command again until both have gone through', async () => {
    const [left, right] = await Promise.all(
      ['左', '右'].map((word) => unitOfWork.run(command(`seed-${word}-key`), (tx) => add(tx, word))),
    );
    let waiting = 0;
    let release!: () => void;
    const bothHaveOne = new Promise<void>((resolve) => (release = resolve));
    const touch = (tx: EntityManager, id: number) =>
      tx.query(`update demo.thing set word = word || '改' where id = $1`, [id]);
    const cross = (key: string, one: number, other: number) =>
      unitOfWork.run(command(key), async (tx) => {
        await touch(tx, one);
        if (++waiting === 2) release();
        await bothHaveOne;
        await touch(tx, other);
      });
    await Promise.all([cross('cross-key-1', left!.id, right!.id), cross('cross-key-2', right!.id, left!.id)]);
    expect((await words()).sort()).toEqual(['右改改', '左改改']);
    expect(waiting).toBe(3);
  });

  it('runs without a key where the caller has another way to apply once', async () => {
    await unitOfWork.run({ ...command('unused'), idempotency: null }, (tx) => add(tx, '甲'));
    await unitOfWork.run({ ...command('unused'), idempotency: null }, (tx) => add(tx, '甲'));
    expect(await words()).toEqual(['甲', '甲']);
  });

  it('lets only the relay forget old keys', async () => {
    await unitOfWork.run(command('purged-key'), (tx) => add(tx, '甲'));
    const later = new Date(Date.now() + 60_000).toISOString();
    const keys = { table: 'platform.idempotency_key', column: 'created_at' };
    await expect(forgetRows(dataSource, { ...keys, before: later })).rejects.toThrow('permission denied');
    const relay = await createDataSource({
      applicationName: 'purge-test',
      url: database.serviceUrls.relay,
      schema: 'platform',
      entities: [],
    }).initialize();
    try {
      expect(await forgetRows(relay, { ...keys, before: '2020-01-01T00:00:00.000Z' })).toBe(0);
      expect(await forgetRows(relay, { ...keys, before: later })).toBeGreaterThan(0);
    } finally {
      await relay.destroy();
    }
    await unitOfWork.run(command('purged-key', 'another'), (tx) => add(tx, '乙'));
    expect(await words()).toEqual(['甲', '乙']);
  });
});
