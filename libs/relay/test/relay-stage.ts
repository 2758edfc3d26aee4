import { randomUUID } from 'node:crypto';
import { COMPLAINT_TOPIC, COMPLAINT_TOPIC_PARTITIONS, type ActsRecorded } from '@bancheng/contracts';
import { workflowIdOf } from '@bancheng/domain';
import {
  Config,
  createHttpApp,
  createKafka,
  databaseSection,
  ensureTopics,
  kafkaSection,
  oidcSection,
  processSection,
  temporalSection,
} from '@bancheng/platform';
import { createNamespace, FakeClock, ServiceApp, TestIssuer, until } from '@bancheng/testing';
import { Client, Connection } from '@temporalio/client';
import type { Consumer, Kafka } from 'kafkajs';
import { pino } from 'pino';
import { RelayModule } from '../src/index.js';
import { housekeepingSection, sweepSection } from '../src/relay.config.js';
import { CaseRecords } from '../../casebook/test/case-records.js';

export type RelayApp = Awaited<ReturnType<typeof createHttpApp>>;

/** What a relay is told of the parts; left out, they are the real ones. */
interface Parts {
  temporal?: string;
  kafka?: string;
  sweepMs?: number;
}

/** Before every real clock: what the operator's list measures by PostgreSQL's own is late. */
export const LONG_AGO = '2024-01-02T01:00:00.000Z';

/** First keys of the relay's advisory locks, as an operator sees them in `pg_locks`. */
const LEASES = { temporal: 7_230_001, kafka: 7_230_002 } as const;

/** Relays on a casebook and a Temporal namespace of their own; Kafka's topic is shared, and read from its beginning. */
export class RelayStage {
  /** Sequences of each case's events in the order in which Kafka has them, repeated ones too. */
  readonly events = new Map<string, number[]>();
  private readonly relays = new Set<RelayApp>();

  private constructor(
    readonly records: CaseRecords,
    readonly temporal: Client,
    readonly issuer: TestIssuer,
    private readonly kafka: Kafka,
    private readonly reader: Consumer,
  ) {}

  static async open(): Promise<RelayStage> {
    const records = await CaseRecords.open(new FakeClock(LONG_AGO));
    const connection = await Connection.connect({ address: process.env['TEMPORAL_ADDRESS']! });
    const kafka = createKafka(
      { brokers: process.env['KAFKA_BROKERS']!.split(','), tls: false, sasl: null },
      pino({ level: 'silent' }),
    );
    const reader = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
    const namespace = await createNamespace(connection);
    const stage = new RelayStage(
      records,
      new Client({ connection, namespace }),
      await TestIssuer.start(),
      kafka,
      reader,
    );
    await stage.readEvents();
    return stage;
  }

  async close(): Promise<void> {
    await Promise.all([...this.relays].map((relay) => this.stop(relay)));
    await Promise.all([this.reader.disconnect(), this.temporal.connection.close(), this.issuer.stop()]);
    await this.records.close();
  }

  async start({ temporal, kafka, sweepMs = 60_000 }: Parts = {}): Promise<RelayApp> {
    const env = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      OIDC_ISSUER: this.issuer.url,
      OIDC_AUDIENCE: 'bancheng',
      DATABASE_URL_RELAY: this.records.database.serviceUrls.relay,
      TEMPORAL_ADDRESS: temporal ?? process.env['TEMPORAL_ADDRESS'],
      TEMPORAL_NAMESPACE: this.temporal.options.namespace,
      KAFKA_BROKERS: kafka ?? process.env['KAFKA_BROKERS'],
      SWEEP_INTERVAL_MS: String(sweepMs),
    };
    const sections = [
      processSection,
      oidcSection,
      temporalSection,
      kafkaSection,
      sweepSection,
      housekeepingSection,
      databaseSection('relay'),
    ];
    const relay = await createHttpApp(RelayModule, Config.load(env, sections), { title: 'test', version: '1' });
    await relay.init();
    await relay.getHttpAdapter().getInstance().ready();
    this.relays.add(relay);
    return relay;
  }

  async stop(relay: RelayApp): Promise<void> {
    this.relays.delete(relay);
    await relay.close();
  }

  /** The relay's endpoints, to be called as one person or another. */
  http(relay: RelayApp): ServiceApp {
    return new ServiceApp(relay, this.records.database, this.issuer, this.records.owner);
  }

  /** How many rows wait for `target`, of one case or of all. */
  async waiting(target: 'temporal' | 'kafka', caseId: string | null = null): Promise<number> {
    const [row] = await this.records.rows<{ count: number }>(
      `select count(*)::int from casebook.delivery where target = $1 and ($2::uuid is null or case_id = $2)`,
      [target, caseId],
    );
    return row!.count;
  }

  /** Waits until nothing is owed any more, of one case or of all; what may wait is owed now. */
  async delivered(caseId: string | null = null): Promise<void> {
    await this.records.rows('update casebook.delivery set deliver_from = null where deliver_from is not null');
    await until(async () => (await this.waiting('temporal', caseId)) + (await this.waiting('kafka', caseId)) === 0);
  }

  async engine(caseId: string): Promise<{ engine_seq: number; engine_run_id: string | null }> {
    const sql = 'select engine_seq, engine_run_id from casebook.complaint where id = $1';
    return (await this.records.rows<{ engine_seq: number; engine_run_id: string | null }>(sql, [caseId]))[0]!;
  }

  /** Cuts the connections that deliver to `target` now; their buckets are free from then on. Returns how many there were. */
  async cutLease(target: keyof typeof LEASES): Promise<number> {
    const cut = await this.records.rows(
      `select pg_terminate_backend(pid) from (
         select distinct l.pid from pg_locks l join pg_database d on d.oid = l.database
         where l.locktype = 'advisory' and l.classid = $1 and d.datname = current_database()) as holder`,
      [LEASES[target]],
    );
    return cut.length;
  }

  /** The signals of a case's run, in order; of the newest run where none is named. */
  async signals(number: string, runId?: string): Promise<ActsRecorded[]> {
    const { events } = await this.temporal.workflow.getHandle(workflowIdOf(number), runId).fetchHistory();
    return events!.flatMap(({ workflowExecutionSignaledEventAttributes: signal }) =>
      signal ? [JSON.parse(Buffer.from(signal.input!.payloads![0]!.data!).toString()) as ActsRecorded] : [],
    );
  }

  async run(number: string): Promise<{ runId: string; status: string }> {
    const { runId, status } = await this.temporal.workflow.getHandle(workflowIdOf(number)).describe();
    return { runId, status: status.name };
  }

  private async readEvents(): Promise<void> {
    await ensureTopics(this.kafka, [{ topic: COMPLAINT_TOPIC, partitions: COMPLAINT_TOPIC_PARTITIONS }]);
    await this.reader.connect();
    await this.reader.subscribe({ topic: COMPLAINT_TOPIC, fromBeginning: true });
    await this.reader.run({
      eachMessage: async ({ message }) => {
        const caseId = String(message.key);
        const seq = seqOf(String(message.value));
        if (seq !== null) this.events.set(caseId, [...(this.events.get(caseId) ?? []), seq]);
      },
    });
  }
}

/** Null for the rubbish that other suites put into the shared topic. */
function seqOf(value: string): number | null {
  try {
    return (JSON.parse(value) as { data: { seq: number } }).data.seq;
  } catch {
    return null;
  }
}

/** What is left when a repeated number is dropped: the order in which each came first. */
export function firstComings(numbers: readonly number[]): number[] {
  return [...new Set(numbers)];
}
