import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { consumeOnce } from './inbox.js';

describe('consumeOnce', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`create schema reporting;
      create table reporting.inbox (consumer text, event_id text, primary key (consumer, event_id));
      grant usage on schema reporting to bancheng_reporting;
      grant select, insert on reporting.inbox to bancheng_reporting`);
    await owner.end();
    dataSource = await createDataSource({
      applicationName: 'inbox-test',
      url: database.serviceUrls.reporting,
      schema: 'reporting',
      entities: [],
    }).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const takeAll = (consumer: string, eventIds: string[]) =>
    dataSource.transaction((tx) => consumeOnce(tx, 'reporting', consumer, eventIds));
  const take = async (consumer: string, eventId: string) => (await takeAll(consumer, [eventId])).has(eventId);

  it('is true once for an event, for each consumer', async () => {
    expect(await take('ledger', 'e1')).toBe(true);
    expect(await take('ledger', 'e1')).toBe(false);
    expect(await take('rates', 'e1')).toBe(true);
  });

  it('forgets an event whose effect was rolled back', async () => {
    const failing = dataSource.transaction(async (tx) => {
      await consumeOnce(tx, 'reporting', 'ledger', ['e2']);
      throw new Error('effect failed');
    });
    await expect(failing).rejects.toThrow('effect failed');
    expect(await take('ledger', 'e2')).toBe(true);
  });

  it('tells of several which are new, each once', async () => {
    await take('ledger', 'm2');
    expect(await takeAll('ledger', ['m1', 'm2', 'm3', 'm1'])).toEqual(new Set(['m1', 'm3']));
    expect(await takeAll('ledger', ['m1', 'm3'])).toEqual(new Set());
  });

  it('is true for one of several at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => take('ledger', 'e3')));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});
