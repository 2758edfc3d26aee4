import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { migrations } from '@bancheng/all-in-one/migrations';
import { ArchiveModule } from '@bancheng/archive';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import type { CaseClock } from '@bancheng/domain';
import { FollowUpModule } from '@bancheng/follow-up';
import { IntakeAppModule } from '@bancheng/intake-app';
import { JointMeetingModule } from '@bancheng/joint-meeting';
import { createLogger, installTemporalRuntime, SERVICES } from '@bancheng/platform';
import { housekeepingSection, RelayModule, sweepSection } from '@bancheng/relay';
import { RoutingAppModule } from '@bancheng/routing-app';
import {
  FakeClock,
  startServiceApp,
  startTimeSkipping,
  stopTimeSkipping,
  until,
  type Caller,
  type ServiceApp,
} from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { Module } from '@nestjs/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { Worker } from '@temporalio/worker';

@Module({
  imports: [IntakeAppModule, RoutingAppModule, JointMeetingModule, FollowUpModule, ArchiveModule, RelayModule],
})
class HallModule {}

/**
 * The real services and records on the time-skipping server: the clerk's clock is the server's, which jumps over days.
 * Opening it takes up to three minutes.
 */
export class Hall {
  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly app: ServiceApp,
    private readonly clock: FakeClock,
    private readonly clockHand: NodeJS.Timeout,
    private readonly worker: Worker,
    private readonly running: Promise<void>,
  ) {}

  static async open(): Promise<Hall> {
    installTemporalRuntime(createLogger('silent')); // before the test server's own does
    const env = await startTimeSkipping();
    const clock = new FakeClock(await nowOf(env));
    const app = await startServiceApp({
      module: HallModule,
      services: SERVICES,
      migrations,
      clock,
      sections: [sweepSection, housekeepingSection],
      env: { TEMPORAL_ADDRESS: env.address, TEMPORAL_NAMESPACE: 'default' },
    });
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: TASK_QUEUES.workflows,
      workflowBundle: await bundleWorkflows(resolve(__dirname, '../../libs/workflows/src/index.ts')),
    });
    const running = worker.run();
    const follow = () =>
      void nowOf(env).then(
        (now) => clock.set(now),
        () => undefined,
      );
    return new Hall(env, app, clock, setInterval(follow, 20), worker, running);
  }

  /** The hall's present time, UTC. */
  get now(): string {
    return this.clock.now();
  }

  async close(): Promise<void> {
    clearInterval(this.clockHand);
    await this.app.close();
    this.worker.shutdown();
    await this.running;
    await stopTimeSkipping(this.env);
  }

  /** What was answered; a refusal fails the test. */
  async post(who: Caller, path: string, body: unknown): Promise<any> {
    const answer = await who.post(path, body, { 'idempotency-key': randomUUID() });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async addDepartment(code: string, name: string): Promise<void> {
    const put = await this.app.as('admin').put(`/v1/departments/${code}`, { name, active: true });
    if (put.status >= 300) throw new Error(`${code}: ${put.status}`);
  }

  async kinds(caseId: string): Promise<string[]> {
    const acts = await this.app.ownerQuery<{ kind: string }>(
      'select kind from casebook.act where case_id = $1 order by seq',
      [caseId],
    );
    return acts.map(({ kind }) => kind);
  }

  async countOf(caseId: string, kind: string): Promise<number> {
    return (await this.kinds(caseId)).filter((one) => one === kind).length;
  }

  async clockOf(caseId: string, clockId: string): Promise<CaseClock> {
    const [row] = await this.app.ownerQuery<{ clocks: CaseClock[] }>(
      'select clocks from casebook.complaint where id = $1',
      [caseId],
    );
    return row!.clocks.find((clock) => clock.clockId === clockId)!;
  }

  /** The warnings of one clock, in order, each with the deadline it was for. */
  warningsOf(caseId: string, clockId: string): Promise<{ kind: string; due: string }[]> {
    return this.app.ownerQuery(
      `select kind, detail->>'dueAt' as due from casebook.act
       where case_id = $1 and kind in ('yellowWarned', 'redWarned') and detail->>'clockId' = $2 order by seq`,
      [caseId, clockId],
    );
  }

  async skipUntilWarned(caseId: string, clockId: string, count: number): Promise<void> {
    for (let hours = 0; hours < 24 * 21; hours += 1) {
      if ((await this.warningsOf(caseId, clockId)).length >= count) return;
      await this.skip('1 hour');
    }
    throw new Error(`${clockId} was not warned ${count} times within three weeks`);
  }

  /** Grades an answered case as content and sees it into its archive. */
  async finish(caseId: string): Promise<void> {
    await this.until(caseId, 'followUpOpened');
    await this.post(this.app.as('follow-up-officer'), `/v1/follow-ups/${caseId}/grade`, { grade: 'satisfied' });
    await this.until(caseId, 'archived');
  }

  /** The same as `kinds` without the warnings, reminders and 督办单 that came in between. */
  async steps(caseId: string): Promise<string[]> {
    return (await this.kinds(caseId)).filter((kind) => !/(Warned|Reminded)$|^urged$/.test(kind));
  }

  /** More time passes than an act may wait to be told with the next one. */
  async tellWhatWaits(): Promise<void> {
    await this.app.ownerQuery('update casebook.delivery set deliver_from = null where deliver_from is not null');
  }

  async skip(time: string): Promise<void> {
    await this.tellWhatWaits();
    await this.env.sleep(time as '1 hour');
    this.clock.set(await nowOf(this.env));
  }

  /** Skips hour by hour until the case carries an act of this kind. */
  async skipUntil(caseId: string, kind: string): Promise<void> {
    for (let hours = 0; hours < 24 * 14; hours += 1) {
      if ((await this.kinds(caseId)).includes(kind)) return;
      await this.skip('1 hour');
    }
    throw new Error(`${kind} did not come within a fortnight`);
  }

  /** Until the case carries that many acts of this kind. */
  async until(caseId: string, kind: string, count = 1): Promise<void> {
    await until(
      async () => (await this.kinds(caseId)).filter((one) => one === kind).length >= count,
      async () => `${kind} after ${(await this.kinds(caseId)).join(', ')}`,
    );
  }
}

async function nowOf(env: TestWorkflowEnvironment): Promise<string> {
  return new Date(await env.currentTimeMs()).toISOString();
}
