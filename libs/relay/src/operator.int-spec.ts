import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { deadRow, stuckCase, targetLag } from '@bancheng/contracts/http/operator';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import { workflowIdOf, type CaseClock } from '@bancheng/domain';
import { ROLES } from '@bancheng/platform';
import { until, type Caller, type FakeClock } from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { clockFrom } from '../../casebook/test/case-records.js';
import { firstComings, LONG_AGO, RelayStage, type RelayApp } from '../test/relay-stage.js';

const PATHS = ['/v1/operator/deliveries', '/v1/operator/dead-letters', '/v1/operator/stuck-workflows'];

describe('What the operator sees and does', () => {
  let stage: RelayStage;
  let relay: RelayApp | null = null;

  beforeAll(async () => {
    stage = await RelayStage.open();
  });
  afterAll(() => stage.close());
  afterEach(async () => {
    if (relay !== null) await stage.stop(relay);
    await stage.records.rows('delete from casebook.delivery');
  });

  async function startRelay(): Promise<Caller> {
    relay = await stage.start();
    return stage.http(relay).as('operator');
  }

  async function read<T>(operator: Caller, path: string, schema: { parse(body: unknown): T }): Promise<T> {
    const { status, body } = await operator.get(path);
    expect(status).toBe(200);
    return schema.parse(body);
  }
  const lagsOf = async (operator: Caller) => read(operator, PATHS[0]!, targetLag.array());
  const deadRowsOf = async (operator: Caller) => read(operator, PATHS[1]!, deadRow.array());
  const stuckCasesOf = async (operator: Caller) => read(operator, PATHS[2]!, stuckCase.array());

  /** A case whose department has answered, with these clocks. */
  async function replied(clocks: CaseClock[]) {
    const opened = await stage.records.register({ clocks });
    const part = { dispatchId: randomUUID(), department: 'scjg' };
    await stage.records.act(opened.caseId, 'accepted', { detail: { type: 'general' } });
    await stage.records.act(opened.caseId, 'dispatched', { detail: { dispatches: [], departments: ['scjg'] } });
    await stage.records.act(opened.caseId, 'replied', {
      detail: { ...part, outcome: 'solved', final: true, late: false },
      to: 'replied',
    });
    return opened;
  }

  async function registerWithThreeActs() {
    const opened = await stage.records.register();
    await stage.records.handOver(opened.caseId);
    await stage.records.handOver(opened.caseId);
    return opened;
  }

  /** After its first failure all attempts but the last are made, and the last is due now. */
  async function hastenDeath(target: string, caseId: string): Promise<void> {
    const failing = 'where target = $1 and case_id = $2 and attempts = 1';
    const one = [target, caseId];
    await until(async () => (await stage.records.rows(`select 1 from casebook.delivery ${failing}`, one)).length > 0);
    await stage.records.rows(`update casebook.delivery set attempts = 7, next_try_at = null ${failing}`, one);
    const dead = 'select 1 from casebook.delivery where target = $1 and case_id = $2 and dead';
    await until(async () => (await stage.records.rows(dead, one)).length > 0);
  }

  it('a poison event blocks its own case alone, is dead at last, is listed, and goes after a retry', async () => {
    const sick = await registerWithThreeActs();
    const said = `jsonb_set(payload, '{data,detail,name}', '"王小明"')`;
    await stage.records.rows(`update casebook.outbox set payload = ${said} where case_id = $1 and seq = 2`, [
      sick.caseId,
    ]);
    const well = await registerWithThreeActs();
    const operator = await startRelay();
    await hastenDeath('kafka', sick.caseId);
    await stage.delivered(well.caseId);
    await until(() => stage.events.get(well.caseId)?.at(-1) === 3);
    expect(stage.events.get(sick.caseId)).toEqual([1]);
    expect(await stage.waiting('temporal', sick.caseId)).toBe(0);

    expect(await deadRowsOf(operator)).toEqual([
      expect.objectContaining({ target: 'kafka', caseId: sick.caseId, seq: 2, attempts: 8, lastError: 'event-schema' }),
    ]);
    expect(await lagsOf(operator)).toEqual([
      {
        target: 'kafka',
        waiting: 2,
        dead: 1,
        oldest: expect.objectContaining({ caseId: sick.caseId, seq: 2 }) as unknown,
      },
      { target: 'temporal', waiting: 0, dead: 0, oldest: null },
    ]);

    await stage.records.rows('update casebook.delivery set next_try_at = null where dead');
    const { caseId: later } = await stage.records.register();
    await stage.delivered(later);
    expect(await deadRowsOf(operator)).toMatchObject([{ caseId: sick.caseId, attempts: 8 }]);

    const retry = `/v1/operator/dead-letters/kafka/${sick.caseId}/2/retry`;
    expect((await operator.post(retry, undefined)).status).toBe(204);
    await hastenDeath('kafka', sick.caseId);
    await stage.records.rows(
      `update casebook.outbox set payload = payload #- '{data,detail,name}' where case_id = $1`,
      [sick.caseId],
    );
    expect((await operator.post(retry, undefined)).status).toBe(204);
    await stage.delivered(sick.caseId);
    await until(() => stage.events.get(sick.caseId)?.at(-1) === 3);
    expect(firstComings(stage.events.get(sick.caseId)!)).toEqual([1, 2, 3]);
    expect(await deadRowsOf(operator)).toEqual([]);
    expect(await operator.post(retry, undefined)).toMatchObject({ status: 404, body: { code: 'dead-row-not-found' } });
  });

  it('a signal that Temporal refuses blocks its own case alone, and Kafka not at all', async () => {
    const sick = await stage.records.register();
    const tooMuch = { ...clockFrom('2024-01-02T01:00:00.000Z'), calendarVersion: 'x'.repeat(3_000_000) };
    await stage.records.act(sick.caseId, 'handedOver', { detail: { from: 'a', to: 'b' }, clocks: [tooMuch] });
    const well = await registerWithThreeActs();
    await stage.records.rows('delete from casebook.delivery where case_id = $1 and target = $2', [
      sick.caseId,
      'kafka',
    ]);
    const operator = await startRelay();
    await hastenDeath('temporal', sick.caseId);
    await stage.delivered(well.caseId);
    expect(await deadRowsOf(operator)).toEqual([
      expect.objectContaining({ target: 'temporal', caseId: sick.caseId, attempts: 8, lastError: 'grpc-3' }),
    ]);
  });

  it('a retry names a row that may exist; anything else is refused', async () => {
    const operator = await startRelay();
    const retry = (row: string) => operator.post(`/v1/operator/dead-letters/${row}/retry`, undefined);
    expect((await retry(`kafka/${randomUUID()}/1`)).status).toBe(404);
    for (const row of [
      `redis/${randomUUID()}/1`,
      'kafka/one/1',
      `kafka/${randomUUID()}/0`,
      `kafka/${randomUUID()}/x`,
    ]) {
      expect((await retry(row)).status).toBe(400);
    }
  });

  it('lists the cases that their workflow left behind, and why', async () => {
    const operator = await startRelay();
    const waiting = await stage.records.register();
    const due = { ...clockFrom('2024-01-02T01:00:00.000Z'), dueAt: '2024-01-03T09:00:00.000Z' };
    const unalarmed = await stage.records.register({ clocks: [due] });
    const merged = await stage.records.register({ clocks: [due] });
    await stage.records.act(merged.caseId, 'merged', {
      detail: { into: waiting.caseId },
      patch: { mergedInto: waiting.caseId },
    });
    const untaken = await stage.records.register();
    await stage.records.act(untaken.caseId, 'declined', { detail: { reason: 'petition' } });
    const commitment = { ...due, clockId: 'commitment:1', kind: 'commitment', overdueAt: due.dueAt } as const;
    const answered = await replied([commitment]);
    const unwarned = await replied([{ ...commitment, overdueAt: null }]);
    const free = await replied([{ ...commitment, endedAt: due.dueAt }]);
    const agency = { ...due, clockId: 'transfer:1', kind: 'transfer', overdueAt: due.dueAt } as const;
    const still = { ...due, clockId: 'case', kind: 'case', pausedAt: '2024-01-02T02:00:00.000Z' } as const;
    const transferred = await stage.records.register({ clocks: [agency, still] });
    const discontent = await replied([{ ...due, clockId: 'case', kind: 'case', endedAt: due.dueAt }]);
    await stage.records.act(discontent.caseId, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
    await stage.records.act(discontent.caseId, 'graded', { detail: { grade: 'dissatisfied' }, to: 'dissatisfied' });
    // People go on with it while the engine stands still; that makes it no less stuck.
    const busy = await stage.records.register();
    await stage.records.act(busy.caseId, 'declined', { detail: { reason: 'petition' } });
    const clock = stage.records.clock as FakeClock;
    clock.set(new Date().toISOString());
    await stage.records.handOver(busy.caseId);
    clock.set(LONG_AGO);
    const behind = await stage.records.register();
    const finished = await stage.records.register();
    await stage.records.finish(finished.caseId);
    await stage.delivered();
    await stage.records.rows('update casebook.complaint set engine_seq = 0 where id = any($1)', [
      [behind.caseId, finished.caseId],
    ]);
    const waits = [waiting, answered, transferred, merged, finished];
    const mine = [...waits, unalarmed, untaken, unwarned, free, discontent, busy, behind].map(({ caseId }) => caseId);
    const stuck = (await stuckCasesOf(operator)).filter(({ caseId }) => mine.includes(caseId));
    const row = ({ caseId, number }: typeof behind, status: string, reason: string) => ({
      caseId,
      workflowId: workflowIdOf(number),
      status,
      reason,
      failing: null,
    });
    const byCase = (a: { caseId: string }, b: { caseId: string }) => a.caseId.localeCompare(b.caseId);
    expect(stuck.sort(byCase)).toEqual(
      [
        row(unalarmed, 'registered', 'alarm-not-given'),
        row(untaken, 'declined', 'step-not-taken'),
        row(free, 'replied', 'step-not-taken'),
        row(unwarned, 'replied', 'alarm-not-given'),
        row(discontent, 'dissatisfied', 'step-not-taken'),
        row(busy, 'declined', 'step-not-taken'),
        row(behind, 'registered', 'engine-behind'),
      ].sort(byCase),
    );
  });

  const stuckReason = async (operator: Caller, caseId: string) =>
    (await stuckCasesOf(operator)).find((one) => one.caseId === caseId)?.reason;

  it('lists runs whose task or activity keeps failing, though the record shows nothing yet', async () => {
    const operator = await startRelay();
    const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
    const { namespace } = stage.temporal.options;
    const work = async (taskQueue: string, options: Partial<WorkerOptions>, meanwhile: () => Promise<unknown>) => {
      const worker = await Worker.create({ connection, namespace, taskQueue, ...options });
      await worker.runUntil(meanwhile);
    };
    const told = async () => {
      const due = { ...clockFrom('2024-01-02T01:00:00.000Z'), dueAt: new Date().toISOString() };
      const { caseId } = await stage.records.register({ clocks: [due] });
      await stage.delivered(caseId);
      return caseId;
    };
    const tellAcceptanceOverdue = () => Promise.reject(new Error('no database'));
    const workflowBundle = await bundleWorkflows(resolve(__dirname, '../../workflows/src/index.ts'));
    const withoutComplaints = await bundleWorkflows(
      resolve(__dirname, '../../platform/src/temporal/fixtures/echo.workflow.ts'),
    );
    const refused = await told();
    await work(TASK_QUEUES.workflows, { workflowBundle }, () =>
      work(TASK_QUEUES.intake, { activities: { tellAcceptanceOverdue } }, () =>
        until(async () => (await stuckReason(operator, refused)) === 'activity-failing'),
      ),
    );
    const broken = await told();
    await work(TASK_QUEUES.workflows, { workflowBundle: withoutComplaints }, () =>
      until(async () => (await stuckReason(operator, broken)) === 'task-failing'),
    );
    await connection.close();
  });

  it('is for operators alone', async () => {
    await startRelay();
    const http = stage.http(relay!);
    const retry = `/v1/operator/dead-letters/kafka/${randomUUID()}/1/retry`;
    for (const role of ROLES.filter((name) => name !== 'operator')) {
      const other = http.as(role);
      for (const path of PATHS) expect((await other.get(path)).status).toBe(403);
      expect((await other.post(retry, undefined)).status).toBe(403);
    }
    for (const path of PATHS) expect((await http.anyone.get(path)).status).toBe(401);
    expect((await http.anyone.post(retry, undefined)).status).toBe(401);
  });
});
