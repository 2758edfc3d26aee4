import { Controller, Inject, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createTestDatabase, TcpProxy, TestIssuer, type TestDatabase } from '@bancheng/testing';
import type { DataSource } from 'typeorm';
import { Roles } from '../auth/auth.decorators.js';
import { oidcSection } from '../auth/oidc.config.js';
import { CLOCK, type Clock } from '../clock/clock.js';
import { Config } from '../config/config.js';
import type { CommandContext } from '../http/command-context.js';
import { Command } from '../http/command.decorator.js';
import { createHttpApp } from '../http/http-app.js';
import { processSection } from '../http/process.config.js';
import { databaseSection } from './database.config.js';
import { DatabaseModule, dataSourceToken, InjectDataSource, InjectUnitOfWork } from './database.module.js';
import type { UnitOfWork } from './unit-of-work.js';

@Controller('v1')
class WhoController {
  constructor(
    @InjectUnitOfWork('intake') private readonly intake: UnitOfWork,
    @InjectDataSource('follow-up') private readonly followUp: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('who')
  @Roles('clerk')
  async who(@Command() command: CommandContext) {
    const name = 'select current_user as name';
    const [followUp]: { name: string }[] = await this.followUp.query(name);
    return this.intake.run(command, async (tx) => {
      const [intake]: { name: string }[] = await tx.query(name);
      return { intake: intake!.name, followUp: followUp!.name, at: this.clock.now() };
    });
  }
}

@Module({
  imports: [
    DatabaseModule.forService('intake', { schema: 'platform', entities: [] }),
    DatabaseModule.forService('follow-up', { schema: 'platform', entities: [] }),
  ],
  controllers: [WhoController],
})
class AllInOneModule {}

describe('DatabaseModule', () => {
  let database: TestDatabase;
  let issuer: TestIssuer;
  let proxy: TcpProxy;
  let env: Record<string, string>;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await createTestDatabase();
    issuer = await TestIssuer.start();
    const followUp = new URL(database.serviceUrls['follow-up']);
    proxy = await TcpProxy.to(followUp.host);
    await proxy.open();
    followUp.host = `127.0.0.1:${proxy.port}`;
    env = {
      LOG_LEVEL: 'silent',
      OIDC_ISSUER: issuer.url,
      OIDC_AUDIENCE: 'bancheng',
      DATABASE_URL_INTAKE: database.serviceUrls.intake,
      DATABASE_URL_FOLLOW_UP: followUp.href,
    };
    app = await create();
    await app.init();
  });

  function create(): Promise<NestFastifyApplication> {
    const sections = [processSection, oidcSection, databaseSection('intake'), databaseSection('follow-up')];
    return createHttpApp(AllInOneModule, Config.load(env, sections), { title: '测试', version: '1' });
  }

  afterAll(async () => {
    await proxy.cut();
    await issuer.stop();
    await database.drop();
  });

  async function who(key: string) {
    const token = await issuer.token({ bancheng_roles: ['clerk'] });
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    return app.inject({ method: 'POST', url: '/v1/who', headers });
  }

  it('gives each service of a process its own role', async () => {
    const response = await who('first-key');
    expect(response.statusCode).toBe(201);
    expect(response.json()).toMatchObject({ intake: 'bancheng_intake', followUp: 'bancheng_follow_up' });
  });

  it('answers a repeated request as before', async () => {
    const first = await who('repeated-key');
    expect((await who('repeated-key')).json()).toEqual(first.json());
  });

  it('is not ready, and says 503, while a database is away; and comes back by itself', async () => {
    const ready = () => app.inject('/health/ready');
    expect((await ready()).json()).toEqual({
      status: 'up',
      parts: { 'database:intake': 'up', 'database:follow-up': 'up' },
    });
    await proxy.cut();
    const down = await ready();
    expect([down.statusCode, down.json()]).toEqual([
      503,
      { status: 'down', parts: { 'database:intake': 'up', 'database:follow-up': 'down' } },
    ]);
    expect((await app.inject('/health/live')).statusCode).toBe(200);
    const refused = await who('while-away-key');
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'database-unavailable']);
    await proxy.open();
    expect((await ready()).statusCode).toBe(200);
    expect((await who('while-away-key')).statusCode).toBe(201);
  });

  it('closes its connections with the application', async () => {
    const source = app.get<DataSource>(dataSourceToken('intake'));
    await app.close();
    expect(source.isInitialized).toBe(false);
  });

  it('does not start without its database', async () => {
    await proxy.cut();
    await expect(create()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
