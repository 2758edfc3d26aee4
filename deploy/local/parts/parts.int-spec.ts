import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { startParts, type PartName, type Parts } from './index.mjs';

const silent = () => undefined;

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe('a part that is killed', () => {
  let parts: Parts;

  beforeAll(async () => {
    parts = await startParts({ ephemeral: true, log: silent });
  });
  afterAll(() => parts.stop());

  it.each<[PartName, () => Promise<unknown>]>([
    ['postgres', () => query(parts.env.DATABASE_URL ?? '', 'SELECT 1')],
    ['temporal', () => connectBriefly()],
    ['kafka', () => topics()],
    ['oidc', () => fetch(`${parts.env.OIDC_ISSUER}/jwks`)],
  ])('%s is gone at once and answers again at the same address after start', async (name, ask) => {
    const { pid } = parts[name];
    await ask();
    await parts[name].kill();
    expect(parts[name].pid).toBeUndefined();
    await expect(ask()).rejects.toThrow();
    await parts[name].start();
    expect(parts[name].pid).not.toBe(pid);
    await ask();
  });

  it('keeps what was committed', async () => {
    const url = parts.env.DATABASE_URL ?? '';
    await query(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await parts.postgres.kill();
    await parts.postgres.start();
    expect(await query(url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  async function connectBriefly(): Promise<void> {
    const address = parts.env.TEMPORAL_ADDRESS ?? '';
    await (await Connection.connect({ address, connectTimeout: 1_000 })).close();
  }

  async function topics(): Promise<string[]> {
    const brokers = [parts.env.KAFKA_BROKERS ?? ''];
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
    await admin.connect();
    return admin.listTopics().finally(() => admin.disconnect());
  }
});

describe('outside servers', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bancheng-outside-'));
  const namespace = `outside-${randomUUID()}`;
  let parts: Parts;

  beforeAll(async () => {
    // the servers of this test run, as someone else's
    const { DATABASE_URL, TEMPORAL_ADDRESS, KAFKA_BROKERS, OIDC_ISSUER, PATH } = process.env;
    const outside = { DATABASE_URL, TEMPORAL_ADDRESS, KAFKA_BROKERS, OIDC_ISSUER, PATH, TEMPORAL_NAMESPACE: namespace };
    parts = await startParts({ dataDir, log: silent, env: { ...outside, DATABASE_URL_INTAKE: 'postgres://as-given' } });
  });
  afterAll(async () => {
    await parts.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('win over our own, which are not started', () => {
    const { DATABASE_URL, TEMPORAL_ADDRESS, KAFKA_BROKERS, OIDC_ISSUER } = process.env;
    expect(parts.env).toMatchObject({ DATABASE_URL, TEMPORAL_ADDRESS, KAFKA_BROKERS, OIDC_ISSUER });
    expect(['postgres', 'temporal', 'kafka', 'oidc'].map((name) => parts[name as PartName].pid)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('give each service a login of its own in the same database, unless one is named', () => {
    const { host, pathname } = new URL(process.env.DATABASE_URL ?? '');
    const routing = new URL(parts.env.DATABASE_URL_ROUTING ?? '');
    expect([routing.username, routing.host, routing.pathname]).toEqual(['bancheng_routing', host, pathname]);
    expect(parts.env.DATABASE_URL_INTAKE).toBe('postgres://as-given');
  });

  it('get the namespace, with 30 days’ retention and the search attributes', async () => {
    const connection = await Connection.connect({ address: parts.env.TEMPORAL_ADDRESS ?? '' });
    try {
      const { config } = await connection.workflowService.describeNamespace({ namespace });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3600);
      const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
      expect(Object.keys(customAttributes ?? {})).toEqual(expect.arrayContaining(['BanchengStatus', 'BanchengDueAt']));
    } finally {
      await connection.close();
    }
  });

  it('are not ours to kill', async () => {
    await expect(parts.postgres.kill()).rejects.toThrow('outside server');
  });
});
