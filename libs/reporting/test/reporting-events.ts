import { COMPLAINT_TOPIC } from '@bancheng/contracts';
import {
  Config,
  createHttpApp,
  databaseSection,
  deadLetterTopic,
  kafkaSection,
  oidcSection,
  processSection,
  temporalSection,
} from '@bancheng/platform';
import { until } from '@bancheng/testing';
import { Kafka, KafkaJSProtocolError, logLevel, type Admin, type Producer } from 'kafkajs';
import { CONSUMER_GROUP } from '../src/application/take-event.use-case.js';
import { supervisionReportSection } from '../src/reporting.config.js';
import { ReportingModule } from '../src/reporting.module.js';

const BROKERS = process.env['KAFKA_BROKERS'] ?? '';

/** Runs a process of reporting that consumes from the broker of `KAFKA_BROKERS`; `close` it as a shutdown does. */
export async function startConsumer(databaseUrl: string) {
  const env = {
    LOG_LEVEL: 'silent',
    DATABASE_URL_REPORTING: databaseUrl,
    KAFKA_BROKERS: BROKERS,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_AUDIENCE: 'bancheng',
  };
  const sections = [processSection, oidcSection, kafkaSection, temporalSection, supervisionReportSection];
  const config = Config.load(env, [...sections, databaseSection('reporting')]);
  const app = await createHttpApp(ReportingModule, config, { title: 'test', version: '1' });
  await app.init();
  return app;
}

/** The topic from outside: what the relay does to it, and an operator looks at. */
export class ComplaintTopic {
  private readonly kafka = new Kafka({ brokers: [BROKERS], logLevel: logLevel.NOTHING });

  private constructor(private readonly producer: Producer) {}

  static async open(): Promise<ComplaintTopic> {
    const producer = new Kafka({ brokers: [BROKERS], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    return new ComplaintTopic(producer);
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
  }

  /** Publishes texts under one key, in this order. */
  async publish(key: string, values: readonly string[]): Promise<void> {
    await this.producer.send({ topic: COMPLAINT_TOPIC, messages: values.map((value) => ({ key, value })) });
  }

  /** Waits until the consumer has been past everything that is in the topic now. */
  async consumed(): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const ends: { partition: number; high: string }[] = [];
      await until(async () => ends.push(...(await whenReady(() => admin.fetchTopicOffsets(COMPLAINT_TOPIC), []))) > 0);
      await until(async () => {
        const taken = await this.taken(admin);
        return ends.every(({ partition, high }) => Math.max(taken.get(partition) ?? 0, 0) >= Number(high));
      });
    } finally {
      await admin.disconnect();
    }
  }

  /** The group's offset by partition. */
  private async taken(admin: Admin): Promise<Map<number, number>> {
    const asked = { groupId: CONSUMER_GROUP, topics: [COMPLAINT_TOPIC] };
    const [group] = await whenReady(() => admin.fetchOffsets(asked), []);
    return new Map(group?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
  }

  /** Every dead letter with this key. */
  async deadLetters(key: string): Promise<{ value: string; headers: Record<string, string> }[]> {
    const topic = deadLetterTopic(COMPLAINT_TOPIC);
    const consumer = this.kafka.consumer({ groupId: `test-${key}` });
    const found: { value: string; headers: Record<string, string> }[] = [];
    const admin = this.kafka.admin();
    await Promise.all([consumer.connect(), admin.connect()]);
    try {
      const [partition] = await admin.fetchTopicOffsets(topic);
      if (Number(partition!.high) === 0) return [];
      await consumer.subscribe({ topic, fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        const run = consumer.run({
          eachMessage: ({ message }) => {
            const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
            if (message.key?.toString() === key) {
              found.push({ value: message.value!.toString(), headers: Object.fromEntries(headers) as never });
            }
            if (Number(message.offset) === Number(partition!.high) - 1) resolve();
            return Promise.resolve();
          },
        });
        run.catch(reject);
      });
      return found;
    } finally {
      await Promise.all([consumer.disconnect(), admin.disconnect()]);
    }
  }
}

/** `otherwise` while leader or coordinator is not ready, as of a broker just started or a topic just made. */
async function whenReady<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof KafkaJSProtocolError && error.retriable)) throw error;
    return otherwise;
  }
}
