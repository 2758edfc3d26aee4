import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TcpProxy, until } from '@bancheng/testing';
import { Client } from '@temporalio/client';
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

async function startApp(address: string): Promise<NestFastifyApplication> {
  const env = { LOG_LEVEL: 'silent', TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: 'default' };
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
});
