import { randomUUID } from 'node:crypto';
import { createTestDatabase, type TestDatabase } from '@bancheng/testing';
import type { Kafka } from 'kafkajs';
import { Client } from 'pg';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../db/data-source.js';
import { consumeOnce } from '../db/inbox.js';
import { forgetTaken } from './forget-taken.js';
import { createKafka } from './kafka-client.js';
import { ensureTopics } from './topics.js';

const DAY_MS = 24 * 3_600_000;

describe('forgetTaken', () => {
  let database: TestDatabase;
  let owner: Client;
  let dataSource: DataSource;
  let kafka: Kafka;
  const topic = `test.${randomUUID()}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    await owner.query(`create schema reporting;
      create table reporting.inbox (
        consumer text, event_id text, taken_at timestamptz not null default now(), primary key (consumer, event_id)
      );
      grant usage on schema reporting to bancheng_reporting;
      grant select, insert, delete on reporting.inbox to bancheng_reporting`);
    dataSource = await createDataSource({
      applicationName: 'forget-taken-test',
      url: database.serviceUrls.reporting,
      schema: 'reporting',
      entities: [],
    }).initialize();
    const brokers = process.env['KAFKA_BROKERS']!.split(',');
    kafka = createKafka({ brokers, tls: false, sasl: null }, pino({ level: 'silent' }));
    await ensureTopics(kafka, [{ topic, partitions: 1 }]);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await owner.end();
    await database.drop();
  });

  /** Takes one event a number of days ago, for each number. */
  async function takenDaysAgo(...days: number[]): Promise<void> {
    await owner.query('delete from reporting.inbox');
    for (const age of days) {
      await dataSource.transaction((tx) => consumeOnce(tx, 'reporting', 'ledger', [`${age} days`]));
      await owner.query(`update reporting.inbox set taken_at = now() - interval '${age} days' where event_id = $1`, [
        `${age} days`,
      ]);
    }
  }

  async function marks(): Promise<string[]> {
    const { rows } = await owner.query<{ event_id: string }>('select event_id from reporting.inbox order by taken_at');
    return rows.map(({ event_id: id }) => id);
  }

  async function keepDays(days: number): Promise<void> {
    const admin = kafka.admin();
    await admin.connect();
    const configEntries = [
      { name: 'retention.ms', value: String(days < 0 ? -1 : days * DAY_MS) },
      { name: 'segment.ms', value: String(DAY_MS) },
    ];
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: topic, configEntries }] });
    await admin.disconnect();
  }

  it('keeps the marks of what Kafka may still bring again', async () => {
    await keepDays(40); // and the dead-letter topic its week, and a segment's: 2 × 41 + 14 days
    await takenDaysAgo(97, 95, 1);
    await forgetTaken(dataSource, 'reporting', kafka, topic);
    expect(await marks()).toEqual(['95 days', '1 days']);
  });

  it('keeps every mark for a month, however soon Kafka forgets', async () => {
    await keepDays(1);
    await takenDaysAgo(31, 29);
    await forgetTaken(dataSource, 'reporting', kafka, topic);
    expect(await marks()).toEqual(['29 days']);
  });

  it('keeps all marks while the topic keeps its messages for ever', async () => {
    await keepDays(-1);
    await takenDaysAgo(1_000);
    await forgetTaken(dataSource, 'reporting', kafka, topic);
    expect(await marks()).toEqual(['1000 days']);
  });
});
