import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { ArchiveModule, archiveMigrations } from '@bancheng/archive';
import { casebookMigrations } from '@bancheng/casebook';
import { RelayModule } from '@bancheng/casebook/relay';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import { FollowUpModule, followUpMigrations } from '@bancheng/follow-up';
import { IntakeModule, intakeMigrations } from '@bancheng/intake';
import { RoutingModule, routingMigrations } from '@bancheng/routing';
import { createLogger, installTemporalRuntime } from '@bancheng/platform';
import { FakeClock, startServiceApp, startTimeSkipping, type Caller, type ServiceApp } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { Module } from '@nestjs/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';

@Module({ imports: [IntakeModule, RoutingModule, FollowUpModule, ArchiveModule, RelayModule] })
class HallModule {}

/**
 * Matters that take days, played with the real services and records on the time-skipping server: the clerk's clock is the
 * server's, which jumps over days.
 */
describe('a matter that takes days', () => {
  let env: TestWorkflowEnvironment;
  let app: ServiceApp;
  let worker: Worker;
  let running: Promise<void>;
  let clockHand: NodeJS.Timeout;
  const clock = new FakeClock(new Date().toISOString());
  const follow = async () => clock.set(new Date(await env.currentTimeMs()).toISOString());

  beforeAll(async () => {
    installTemporalRuntime(createLogger('silent')); // before the test server's own does
    env = await startTimeSkipping();
    await follow();
    app = await startServiceApp({
      module: HallModule,
      services: ['intake', 'routing', 'follow-up', 'archive', 'relay'],
      migrations: [casebookMigrations, intakeMigrations, routingMigrations, followUpMigrations, archiveMigrations],
      clock,
      env: { TEMPORAL_ADDRESS: env.address, TEMPORAL_NAMESPACE: 'default' },
    });
    worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: TASK_QUEUES.workflows,
      workflowBundle: await bundleWorkflows(resolve(__dirname, '../../libs/workflows/src/index.ts')),
    });
    running = worker.run();
    clockHand = setInterval(() => void follow().catch(() => undefined), 20);
  }, 180_000);

  afterAll(async () => {
    clearInterval(clockHand);
    await app?.close();
    worker?.shutdown();
    await running;
    await env?.teardown();
  }, 60_000);

  async function post(who: Caller, path: string, body: unknown): Promise<any> {
    const answer = await who.post(path, body, { 'idempotency-key': randomUUID() });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async function kinds(caseId: string): Promise<string[]> {
    const acts = await app.ownerQuery<{ kind: string }>(
      'select kind from casebook.act where case_id = $1 order by seq',
      [caseId],
    );
    return acts.map(({ kind }) => kind);
  }

  /** Skips hour by hour until the case carries an act of this kind. */
  async function skipUntil(caseId: string, kind: string): Promise<void> {
    for (let hours = 0; hours < 24 * 14; hours += 1) {
      if ((await kinds(caseId)).includes(kind)) return;
      await env.sleep('1 hour');
      await follow();
    }
    throw new Error(`${kind} did not come within a fortnight`);
  }

  /** Until the case carries that many acts of this kind. */
  async function until(caseId: string, kind: string, count = 1): Promise<void> {
    for (let tries = 0; tries < 500; tries += 1) {
      if ((await kinds(caseId)).filter((one) => one === kind).length >= count) return;
      await new Promise((done) => setTimeout(done, 20));
    }
    throw new Error(`${kind} did not come: ${(await kinds(caseId)).join(', ')}`);
  }

  const overrunning = {
    name: '测试四',
    phone: '13000000004',
    matterKind: 'application-blocked',
    record: '同一铺位的上一家租户没有注销，新店办不了营业执照。',
    claim: '尽快办出两证。',
    channel: 'window',
  };

  it('is told to the leader, warned yellow, then red, answered late, graded, closed and filed', async () => {
    const clerk = app.as('clerk', { subject: 'clerk-wang' });
    const leader = app.as('leader');
    const department = app.as('department-system', { department: 'scjg' });
    const put = await app.as('admin').put('/v1/departments/scjg', { name: '市场监督管理局', active: true });
    expect(put.status).toBeLessThan(300);

    const { id } = await post(clerk, '/v1/complaints', overrunning);
    await skipUntil(id, 'acceptanceOverdueTold');
    const told = await leader.get('/v1/leader/acceptance-overdue');
    expect(told.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);

    await post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });
    const { dispatches } = await post(clerk, '/v1/dispatches', {
      complaintId: id,
      departments: [{ department: 'scjg', requirement: 'two-working-days' }],
    });
    await skipUntil(id, 'yellowWarned');
    expect(await kinds(id)).not.toContain('redWarned');
    await skipUntil(id, 'redWarned');
    const overdue = await leader.get('/v1/leader/overdue');
    expect(overdue.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);

    const reply = await post(department, `/v1/dispatches/${dispatches[0].dispatchId}/reply`, {
      outcome: 'solved',
      text: '已协助前租户办理注销，两证已发。',
    });
    expect(reply.late).toBe(true);
    await until(id, 'followUpOpened');
    await post(app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'fairly-satisfied' });
    await until(id, 'archived');

    const acts = await kinds(id);
    expect(acts.filter((kind) => !/(Warned|Reminded)$/.test(kind))).toEqual([
      'registered',
      'acceptanceOverdueTold',
      'accepted',
      'dispatched',
      'replied',
      'followUpOpened',
      'graded',
      'closed',
      'archived',
    ]);
    // The case's clock and the dispatch's each give one yellow and one red warning.
    expect(acts.filter((kind) => kind === 'yellowWarned')).toHaveLength(2);
    expect(acts.filter((kind) => kind === 'redWarned')).toHaveLength(2);
    const [row] = await app.ownerQuery<{ overdue: boolean; engine_seq: number; seq: number }>(
      'select overdue, engine_seq, seq from casebook.complaint where id = $1',
      [id],
    );
    expect(row).toMatchObject({ overdue: true, seq: acts.length });
  }, 120_000);

  it('is reworked twice when the citizen stays dissatisfied, each time on a new clock, until a leader closes it', async () => {
    const clerk = app.as('clerk', { subject: 'clerk-wang' });
    const leader = app.as('leader');
    const department = app.as('department-system', { department: 'rs' });
    const put = await app.as('admin').put('/v1/departments/rs', { name: '人力资源和社会保障局', active: true });
    expect(put.status).toBeLessThan(300);
    const { id } = await post(clerk, '/v1/complaints', overrunning);
    await post(clerk, `/v1/complaints/${id}/accept`, { type: 'general' });

    async function handle(round: number): Promise<void> {
      const { dispatches } = await post(clerk, '/v1/dispatches', {
        complaintId: id,
        departments: [{ department: 'rs', requirement: 'two-working-days' }],
      });
      if (round === 2) await skipUntil(id, 'redWarned');
      const reply = { outcome: 'solved', text: '已办理。' };
      const { late } = await post(department, `/v1/dispatches/${dispatches[0].dispatchId}/reply`, reply);
      expect(late).toBe(round === 2);
      await until(id, 'followUpOpened', round);
      await post(app.as('follow-up-officer'), `/v1/follow-ups/${id}/grade`, { grade: 'dissatisfied' });
    }

    await handle(1);
    await until(id, 'reworkOpened');
    await handle(2);
    await until(id, 'reworkOpened', 2);
    await handle(3);
    const waiting = await leader.get('/v1/leader/dissatisfied');
    expect(waiting.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);
    await post(leader, `/v1/follow-ups/${id}/ruling`, { decision: 'close', instruction: '已尽力，向反映人说明。' });
    await until(id, 'archived');

    const round = ['dispatched', 'replied', 'followUpOpened', 'graded'];
    const acts = await kinds(id);
    expect(acts.filter((kind) => !/(Warned|Reminded)$/.test(kind))).toEqual([
      ...['registered', 'accepted', ...round, 'reworkOpened', ...round, 'reworkOpened', ...round],
      ...['dissatisfactionRuled', 'closed', 'archived'],
    ]);
    const [{ clocks }] = (await app.ownerQuery('select clocks from casebook.complaint where id = $1', [id])) as any;
    const ofCase = clocks.filter(({ kind }: { kind: string }) => kind === 'case');
    expect(ofCase.map(({ clockId }: { clockId: string }) => clockId)).toEqual(['case', 'case:2', 'case:3']);
    expect(ofCase.map(({ overdueAt }: { overdueAt: string | null }) => overdueAt !== null)).toEqual([
      false,
      true,
      false,
    ]);
    const file = await clerk.get(`/v1/archives/${id}`);
    const instructions = file.body.classes.find((one: { class: string }) => one.class === 'leader-instruction');
    expect(instructions.acts).toMatchObject([{ kind: 'dissatisfactionRuled', texts: ['leader-instruction'] }]);
  }, 120_000);
});
