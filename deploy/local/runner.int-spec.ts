import { createServer, type Server } from 'node:net';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { Client as TemporalClient, Connection } from '@temporalio/client';
import { isRunning, type ProcessRecord } from './core/process.mjs';
import { Run, SmallClone } from './testing/small-clone.js';

const names = ['app', 'kafka', 'oidc', 'postgres', 'temporal'];

async function query(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function withAdmin<T>(brokers: string, work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
  const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

async function withTemporal<T>(address: string, work: (client: TemporalClient) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new TemporalClient({ connection, namespace: 'bancheng' }));
  } finally {
    await connection.close();
  }
}

describe('npm start', () => {
  const clone = new SmallClone();
  const squatters: Server[] = [];
  let run: Run;
  let processes: Record<string, ProcessRecord>;
  let env: Record<string, string>;
  let token: string;

  beforeAll(async () => {
    for (const port of [5432, 7233, 8080, 8233, 9092, 9400]) {
      const squatter = createServer().on('error', () => undefined);
      squatters.push(squatter);
      await new Promise<void>((resolve) => {
        squatter.once('error', () => resolve());
        squatter.listen(port, '127.0.0.1', resolve);
      });
    }
  });

  afterAll(async () => {
    for (const squatter of squatters) squatter.close();
    await run.stop('SIGTERM');
    await clone.run('reset').ended;
    clone.remove();
  });

  it('brings everything up on other ports when the usual ones are taken', async () => {
    run = await clone.start();
    ({ processes, env = {} } = clone.state);
    expect(Object.keys(processes).sort()).toEqual(names);
    expect(Object.values(processes).every((record) => isRunning(record))).toBe(true);
    const addresses = ['BANCHENG_API', 'TEMPORAL_ADDRESS', 'TEMPORAL_UI_URL', 'KAFKA_BROKERS', 'OIDC_ISSUER'];
    const ports = addresses.map((name) => Number(clone.env(name).split(':').at(-1)));
    expect(ports.filter((port) => [5432, 7233, 8080, 8233, 9092, 9400].includes(port))).toEqual([]);
    const seenInUi = await fetch(`${clone.env('TEMPORAL_UI_URL')}/api/v1/namespaces/bancheng`);
    expect(await seenInUi.json()).toMatchObject({ namespaceInfo: { name: 'bancheng' } });
  });

  it('gives the services their own logins, never the owner’s', async () => {
    const given = (await (await fetch(clone.env('BANCHENG_API'))).json()) as Record<string, string>;
    expect(given.DATABASE_URL).toBeUndefined();
    expect(new URL(given.DATABASE_URL_JOINT_MEETING ?? '').username).toBe('bancheng_joint_meeting');
    const { DATABASE_URL: _owner, ...others } = env;
    expect(given).toMatchObject(others);
  });

  it('has the services listen to this machine alone', async () => {
    const given = (await (await fetch(clone.env('BANCHENG_API'))).json()) as Record<string, string>;
    expect(given.HOST).toBe('127.0.0.1');
  });

  it('keeps its secrets from other users', () => {
    for (const file of ['state.json', 'secrets.json', 'oidc-keys.json']) {
      expect(statSync(join(clone.data, file)).mode & 0o077).toBe(0);
    }
    expect(run.output).not.toContain(new URL(clone.env('DATABASE_URL')).password);
  });

  it('keeps closed histories for 30 days and knows the search attributes', async () => {
    const { config, customAttributes } = await withTemporal(clone.env('TEMPORAL_ADDRESS'), async ({ connection }) => ({
      ...(await connection.workflowService.describeNamespace({ namespace: 'bancheng' })),
      ...(await (connection as Connection).operatorService.listSearchAttributes({ namespace: 'bancheng' })),
    }));
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3600);
    const ours = Object.entries(customAttributes ?? {}).filter(([name]) => name.startsWith('Bancheng'));
    // temporal.api.enums.v1.IndexedValueType: 2 Keyword, 5 Bool, 6 Datetime, 7 KeywordList
    expect(Object.fromEntries(ours)).toEqual({
      BanchengStatus: 2,
      BanchengDepartments: 7,
      BanchengJurisdiction: 2,
      BanchengType: 2,
      BanchengDueAt: 6,
      BanchengOverdue: 5,
    });
  });

  it('classifies Chinese letters in the database, with fsync on and room for 200 connections', async () => {
    const url = clone.env('DATABASE_URL');
    await query(url, 'CREATE EXTENSION pg_trgm');
    const statement = `SELECT show_trgm('办不成事') <> '{}' AS trigrams, '办' ~ '\\w' AS letter,
      current_setting('fsync') AS fsync, current_setting('max_connections') AS connections`;
    expect(await query(url, statement)).toEqual([{ trigrams: true, letter: true, fsync: 'on', connections: '200' }]);
  });

  it('prints a token and nothing else', async () => {
    const asked = clone.run('token', 'clerk-li');
    expect(await asked.ended).toBe(0);
    token = asked.stdout.trim();
    expect(asked.output.trim()).toBe(token);
    const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(`${clone.env('OIDC_ISSUER')}/jwks`)));
    expect(payload).toMatchObject({ sub: 'clerk-li', bancheng_roles: ['clerk'], bancheng_jurisdiction: '370406' });
  });

  it('refuses a second start and a reset meanwhile', async () => {
    for (const command of ['start', 'reset']) {
      const second = clone.run(command);
      expect(await second.ended).toBe(1);
      expect(second.output).toMatch(/[Rr]unning/);
    }
    expect(Object.values(processes).every((record) => isRunning(record))).toBe(true);
  });

  it('stops all of it on Ctrl-C, however often pressed', async () => {
    await query(clone.env('DATABASE_URL'), 'CREATE TABLE kept AS SELECT 42 AS answer');
    await withAdmin(clone.env('KAFKA_BROKERS'), (admin) =>
      admin.createTopics({ topics: [{ topic: 'kept' }], waitForLeaders: true }),
    );
    await withTemporal(clone.env('TEMPORAL_ADDRESS'), (client) =>
      client.workflow.start('nothing', { taskQueue: 'nobody', workflowId: 'kept' }),
    );
    run.process.kill('SIGINT');
    run.process.kill('SIGINT');
    expect(await run.ended).toBe(0);
    expect(Object.values(processes).some((record) => isRunning(record))).toBe(false);
    expect(clone.state).toEqual({ processes: {}, ports: clone.state.ports });
  });

  it('goes on from there at the next start: same addresses, rows, topics, workflows and keys', async () => {
    run = await clone.start();
    expect(clone.state.env).toEqual(env);
    expect(await query(clone.env('DATABASE_URL'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect(await withAdmin(clone.env('KAFKA_BROKERS'), (admin) => admin.listTopics())).toContain('kept');
    const kept = await withTemporal(clone.env('TEMPORAL_ADDRESS'), (client) =>
      client.workflow.getHandle('kept').describe(),
    );
    expect(kept.status.name).toBe('RUNNING');
    await jwtVerify(token, createRemoteJWKSet(new URL(`${clone.env('OIDC_ISSUER')}/jwks`)));
  });

  it('starts again after the runner was killed, ending what that left behind', async () => {
    ({ processes } = clone.state);
    await run.stop('SIGKILL');
    expect(Object.values(processes).every((record) => isRunning(record))).toBe(true);
    run = await clone.start();
    expect(run.output).toContain('left behind');
    expect(Object.values(processes).some((record) => isRunning(record))).toBe(false);
    expect(await query(clone.env('DATABASE_URL'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it.each(['postgres', 'temporal', 'kafka', 'oidc', 'app'])('starts %s again after it was killed', async (name) => {
    const { [name]: killed, ...others } = clone.state.processes;
    if (!isRunning(killed)) throw new Error(`${name} does not run`);
    process.kill(killed!.pid, 'SIGKILL');
    await run.says(`${name} 已恢复运行`);
    expect(run.output).toContain(`${name} 意外退出（exit SIGKILL），正在重新启动（第 1 次）`);
    const { [name]: restarted, ...untouched } = clone.state.processes;
    expect(restarted?.pid).not.toBe(killed?.pid);
    expect(isRunning(restarted)).toBe(true);
    expect(untouched).toEqual(others);
    expect(await query(clone.env('DATABASE_URL'), 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    expect((await fetch(clone.env('BANCHENG_API'))).status).toBe(200);
  });

  it('gives a process up that ends again and again, and stops the rest with an error', async () => {
    for (const restarts of [2, 3]) {
      await fetch(`${clone.env('BANCHENG_API')}/die`).catch(() => undefined);
      await run.says('app 已恢复运行', restarts);
    }
    ({ processes } = clone.state);
    await fetch(`${clone.env('BANCHENG_API')}/die`).catch(() => undefined);
    expect(await run.ended).toBe(1);
    expect(run.output).toContain('app (exit SIGKILL) ended unexpectedly, after 3 restarts');
    expect(Object.values(processes).some((record) => isRunning(record))).toBe(false);
  });

  it('ends a killed runner’s parts and empties the folder on reset', async () => {
    run = await clone.start();
    ({ processes } = clone.state);
    await run.stop('SIGKILL');
    expect(await clone.run('reset').ended).toBe(0);
    expect(Object.values(processes).some((record) => isRunning(record))).toBe(false);
    expect(readdirSync(clone.data)).toEqual([]);
  });

  it('never empties a folder that is not its own', async () => {
    mkdirSync(clone.data, { recursive: true });
    writeFileSync(join(clone.data, 'thesis.txt'), '');
    expect(await clone.run('reset').ended).toBe(1);
    expect(existsSync(join(clone.data, 'thesis.txt'))).toBe(true);
  });
});

describe('npm test', () => {
  const clone = new SmallClone();
  afterAll(() => clone.remove());

  it('runs every project, counts tests and files that cannot run, and sums up in its last line', async () => {
    const projects = ['good', 'bad', 'broken'].map((name) => ({
      displayName: name,
      testMatch: [`**/${name}.spec.js`],
    }));
    clone.write('jest.config.cjs', `module.exports = ${JSON.stringify({ projects })};`);
    clone.write('good.spec.js', "it('one', () => {}); it('two', () => {});");
    clone.write('bad.spec.js', "it('passes', () => {}); it('fails', () => { throw new Error('no') });");
    clone.write('broken.spec.js', "throw new Error('not even loaded');");
    clone.write('eslint.config.mjs', "export default [{ ignores: ['**/*'] }, {}];");
    const run = clone.run('test');
    expect(await run.ended).toBe(1);
    const counted = [...run.stdout.matchAll(/^=== (.+): (\d+) passed, (\d+) failed$/gm)].map(
      ([, suite, passed, failed]) => ({ suite, passed: Number(passed), failed: Number(failed) }),
    );
    expect(counted.slice(4)).toEqual([
      { suite: 'jest good', passed: 2, failed: 0 },
      { suite: 'jest bad', passed: 1, failed: 1 },
      { suite: 'jest broken', passed: 0, failed: 1 },
    ]);
    expect(counted.slice(0, 4).map(({ suite }) => suite)).toEqual(['tsc', 'eslint', 'knip', 'prettier']);
    const sum = (key: 'passed' | 'failed') => counted.reduce((total, suite) => total + suite[key], 0);
    expect(run.output.trimEnd().split('\n').at(-1)).toBe(`${sum('passed')} passed, ${sum('failed')} failed`);
  });
});
