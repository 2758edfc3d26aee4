import { randomInt, randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { migrations } from '@bancheng/all-in-one/migrations';
import { COMPLAINT_TOPIC, TASK_QUEUES } from '@bancheng/contracts';
import type { Notice } from '@bancheng/contracts/http/notices';
import { createLogger, installTemporalRuntime, type Role } from '@bancheng/platform';
import {
  FakeClock,
  startServiceApp,
  TcpProxy,
  TestCases,
  until,
  type Caller,
  type ServiceApp,
} from '@bancheng/testing';
import { bundleWorkflows } from '@bancheng/workflow-worker/bundle';
import { Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { noticeSection, NoticesModule } from '../src/index.js';
import { MailServer } from './mail-server.js';

export const GATEWAY = 'sms-gateway';
export const FROM = 'hall@example.org';

/** Notices on a database and a Temporal namespace of their own, with real Kafka, Temporal and SMTP, each behind a switch. */
export class NoticesStage {
  /** Of this run alone: other tests' events are in the same topic and make notices here too. */
  readonly jurisdiction = String(randomInt(900_000, 1_000_000));

  private constructor(
    readonly api: ServiceApp,
    readonly cases: TestCases,
    readonly clock: FakeClock,
    readonly mail: MailServer,
    readonly smtp: TcpProxy,
    readonly temporal: TcpProxy,
    private readonly producer: Producer,
    private readonly engine: Engine,
  ) {}

  /** @param withMail whether mail goes by SMTP; through the outbox otherwise */
  static async open(withMail: boolean): Promise<NoticesStage> {
    const clock = new FakeClock('2026-03-06T09:00:00+08:00');
    const mail = new MailServer();
    const smtp = await TcpProxy.to(await mail.start());
    const temporal = await TcpProxy.to(process.env['TEMPORAL_ADDRESS']!);
    await Promise.all([smtp.open(), temporal.open()]);
    const engine = await startEngine();
    const api = await startServiceApp({
      module: NoticesModule,
      services: ['notices'],
      migrations,
      clock,
      sections: [noticeSection],
      env: {
        TEMPORAL_ADDRESS: `127.0.0.1:${temporal.port}`,
        TEMPORAL_NAMESPACE: engine.namespace,
        KAFKA_BROKERS: process.env['KAFKA_BROKERS']!,
        NOTICE_GATEWAY_SUBJECTS: GATEWAY,
        ...(withMail && { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, NOTICE_FROM: FROM }),
      },
    });
    const producer = new Kafka({ brokers: [process.env['KAFKA_BROKERS']!], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const cases = await TestCases.on(api.database.ownerUrl, clock);
    return new NoticesStage(api, cases, clock, mail, smtp, temporal, producer, engine);
  }

  async close(): Promise<void> {
    await Promise.all([this.producer.disconnect(), this.cases.close(), this.api.close()]);
    await this.engine.stop();
    await Promise.all([this.smtp.cut(), this.temporal.cut(), this.mail.stop()]);
  }

  as(role: Role, subject?: string): Caller {
    return this.api.as(role, { jurisdiction: this.jurisdiction, ...(subject !== undefined && { subject }) });
  }

  /** Brings all events of a case to Kafka, as the relay does; repeated ones too. */
  async publish(caseId: string): Promise<void> {
    const rows = await this.api.ownerQuery<{ payload: object }>(
      'select payload from casebook.outbox where case_id = $1 order by seq',
      [caseId],
    );
    const messages = rows.map(({ payload }) => ({ key: caseId, value: JSON.stringify(payload) }));
    await this.producer.send({ topic: COMPLAINT_TOPIC, messages });
  }

  /** The notices of a case, oldest first, once `met` holds for them. */
  async noticesOf(caseId: string, met: (notices: Notice[]) => boolean): Promise<Notice[]> {
    const clerk = this.as('clerk');
    return until(async () => {
      const notices = (await clerk.get(`/v1/notices?complaintId=${caseId}&limit=100`)).body.items as Notice[];
      return met(notices) && notices.toReversed();
    });
  }

  /** Says where a department is written to. */
  async address(department: string, email: string): Promise<void> {
    await this.as('admin').put(`/v1/notices/addresses/departments/${department}`, { email });
  }

  /** Everything that is stored of notices, and everything that Temporal heard of them. */
  async everythingKept(): Promise<string> {
    const rows = await this.api.ownerQuery<{ row: string }>(
      `select to_jsonb(n)::text as row from notices.notice n union all select to_jsonb(o)::text from notices.outbox o
       union all select to_jsonb(i)::text from notices.inbox i`,
    );
    return [...rows.map(({ row }) => row), await this.engine.everythingHeard()].join('\n');
  }
}

interface Engine {
  namespace: string;
  stop(): Promise<void>;
  everythingHeard(): Promise<string>;
}

/** The real workflow bundle in a namespace of its own, straight beside Temporal. */
async function startEngine(): Promise<Engine> {
  installTemporalRuntime(createLogger('silent'));
  const address = process.env['TEMPORAL_ADDRESS']!;
  const namespace = `notices-${randomUUID()}`;
  const client = await Connection.connect({ address });
  await client.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never },
  });
  const connection = await NativeConnection.connect({ address });
  const workflowBundle = await bundleWorkflows(resolve(__dirname, '../../workflows/src/index.ts'));
  const worker = await Worker.create({ connection, namespace, taskQueue: TASK_QUEUES.workflows, workflowBundle });
  const running = worker.run();
  return {
    namespace,
    async stop() {
      worker.shutdown();
      await running;
      await Promise.all([connection.close(), client.close()]);
    },
    async everythingHeard() {
      const { executions } = await client.workflowService.listWorkflowExecutions({ namespace, pageSize: 1_000 });
      const histories = await Promise.all(
        (executions ?? []).map(({ execution }) =>
          client.workflowService.getWorkflowExecutionHistory({ namespace, execution: execution! }),
        ),
      );
      const payloads = histories.map(({ history }) => JSON.stringify(history, (_, value: unknown) => readable(value)));
      return payloads.join('\n');
    },
  };
}

/** Payloads as the text they are. */
function readable(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  const buffer = value as { type?: string; data?: number[] } | null;
  return buffer?.type === 'Buffer' && Array.isArray(buffer.data) ? Buffer.from(buffer.data).toString() : value;
}
