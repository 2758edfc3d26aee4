import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer } from 'node:tls';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TcpProxy, until } from '@bancheng/testing';
import { Client, Connection } from '@temporalio/client';
import { Config } from '../config/config.js';
import { createHttpApp } from '../http/http-app.js';
import { processSection } from '../http/process.config.js';
import { temporalSection } from './temporal.config.js';
import { TemporalModule, temporalWorker } from './temporal.module.js';

/** Stands for a use case: answers when the test lets it. */
class Echo {
  readonly entered = new Set<string>();
  held = Promise.resolve();

  async say(word: string): Promise<string> {
    this.entered.add(word);
    await this.held;
    return `${word}！`;
  }
}

@Module({
  imports: [TemporalModule],
  providers: [
    Echo,
    temporalWorker({
      taskQueue: 'platform-test-workflows',
      inject: [],
      useFactory: () => ({ workflowsPath: join(__dirname, 'fixtures/echo.workflow.ts') }),
    }),
    temporalWorker({
      taskQueue: 'platform-test-activities',
      inject: [Echo],
      useFactory: (echo: Echo) => ({ activities: { echo: (word: string) => echo.say(word) } }),
    }),
  ],
})
class TestModule {}

async function startApp(address: string, tls: Record<string, string> = {}): Promise<NestFastifyApplication> {
  const env = { LOG_LEVEL: 'silent', TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default', ...tls };
  const config = Config.load(env, [processSection, temporalSection]);
  const app = await createHttpApp(TestModule, config, { title: '测试', version: '1' });
  await app.init();
  return app;
}

describe('Temporal', () => {
  const start = (app: NestFastifyApplication, word: string) =>
    app.get(Client).workflow.start('echoWorkflow', {
      taskQueue: 'platform-test-workflows',
      workflowId: `platform-test/${randomUUID()}`,
      args: [word],
    });

  it('runs workflows and activities once Temporal answers, though it was away at the start', async () => {
    const proxy = await TcpProxy.to(process.env['TEMPORAL_ADDRESS']!);
    const app = await startApp(`127.0.0.1:${proxy.port}`);
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'up', parts: { temporal: 'unknown' } });
    await proxy.open();
    const handle = await start(app, '好');
    expect(await handle.result()).toBe('好！');
    await app.close();
    await proxy.cut();
  });

  it('lets an activity in flight end before it closes', async () => {
    const app = await startApp(process.env['TEMPORAL_ADDRESS']!);
    const echo = app.get(Echo);
    let release!: () => void;
    echo.held = new Promise((resolve) => (release = resolve));
    const handle = await start(app, '慢');
    await until(() => echo.entered.has('慢'));
    const closed = app.close();
    await sleep(200);
    release();
    await closed;

    const next = await startApp(process.env['TEMPORAL_ADDRESS']!);
    const { events } = await next.get(Client).workflow.getHandle(handle.workflowId).fetchHistory();
    expect(events?.filter((event) => event.activityTaskStartedEventAttributes).length).toBe(1);
    expect(events?.some((event) => event.activityTaskCompletedEventAttributes)).toBe(true);
    await next.close();
  });

  it('speaks TLS in both directions with the certificates of a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bancheng-tls-'));
    const front = await tlsFront(folder);
    const app = await startApp(`localhost:${front.port}`, { TEMPORAL_TLS_FOLDER: folder });
    const handle = await start(app, '密');
    expect(await handle.result()).toBe('密！');
    expect(front.clients).toEqual(new Set(['hall']));
    await app.close();

    rmSync(join(folder, 'tls.crt'));
    rmSync(join(folder, 'tls.key'));
    const { connection } = Config.load({ TEMPORAL_ADDRESS: `localhost:${front.port}`, TEMPORAL_TLS_FOLDER: folder }, [
      temporalSection,
    ]).get(temporalSection);
    await expect(Connection.connect({ ...connection, connectTimeout: 2_000 })).rejects.toThrow();
    front.close();
    rmSync(folder, { recursive: true });
  });

  /** Temporal behind TLS that asks for a certificate; `folder` gets what a client named `hall` needs. */
  async function tlsFront(folder: string) {
    const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
    openssl('req', '-x509', ...key, '-subj', '/CN=ca', '-keyout', 'ca.key', '-out', 'ca.crt');
    for (const [name, subject] of [
      ['server', 'localhost'],
      ['tls', 'hall'],
    ]) {
      const ca = ['-x509', '-CA', 'ca.crt', '-CAkey', 'ca.key'];
      const names = ['-subj', `/CN=${subject}`, '-addext', `subjectAltName=DNS:${subject}`];
      openssl(
        'req',
        ...ca,
        ...key,
        ...names,
        '-addext',
        'basicConstraints=CA:FALSE',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.crt`,
      );
    }
    const read = (name: string) => readFileSync(join(folder, name));
    const clients = new Set<string>();
    const [host, port] = process.env['TEMPORAL_ADDRESS']!.split(':');
    const server = createServer(
      {
        ...{ key: read('server.key'), cert: read('server.crt'), ca: read('ca.crt') },
        ...{ requestCert: true, rejectUnauthorized: true, ALPNProtocols: ['h2'] },
      },
      (socket) => {
        clients.add(String(socket.getPeerCertificate().subject.CN));
        const onward = connect(Number(port), host);
        socket.on('error', () => onward.destroy()).pipe(onward);
        onward.on('error', () => socket.destroy()).pipe(socket);
      },
    );
    await once(server.listen(0, 'localhost'), 'listening');
    return { port: (server.address() as AddressInfo).port, clients, close: () => server.close() };
  }
});
