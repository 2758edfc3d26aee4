import type { Kafka } from 'kafkajs';
import { unavailable } from '../http/problem.js';
import type { EventPublisher } from './event-publisher.js';
import { deadLetterTopic } from './topics.js';

/** Remembers, as a consumer group's offsets, how much of a dead-letter topic was given back. */
const RETRY_GROUP = 'bancheng-dead-letter-retry';
/** The dead-letter topics have one partition. */
const PARTITION = 0;
/** A retry that finds no more messages for this long ends; the next one goes on where it stopped. */
const QUIET_MS = 15_000;

/** What consumers of a topic could not take, and giving it back to the topic once the cause is gone. */
export class DeadLetters {
  constructor(
    private readonly kafka: Kafka,
    private readonly publisher: EventPublisher,
    private readonly topic: string,
  ) {}

  /** How many messages wait. @throws Problem 503 `kafka-unavailable` */
  async waiting(): Promise<number> {
    const { next, end } = await this.span();
    return end - next;
  }

  /**
   * Publishes every message that waited when it was called to its topic again; consumers dedupe by event id.
   * @returns how many
   * @throws Problem 503 `kafka-unavailable`
   */
  async giveBack(): Promise<number> {
    const { next, end } = await this.span();
    if (next === end) return 0;
    const consumer = this.kafka.consumer({ groupId: RETRY_GROUP, allowAutoTopicCreation: false });
    let given = 0;
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: [deadLetterTopic(this.topic)], fromBeginning: true });
      await new Promise<void>((done, failed) => {
        const quiet = setTimeout(done, QUIET_MS);
        consumer.on(consumer.events.CRASH, ({ payload }) => failed(payload.error));
        consumer
          .run({
            autoCommit: false,
            eachMessage: async ({ topic, partition, message }) => {
              if (Number(message.offset) >= end) return;
              const [key, value] = [message.key?.toString() ?? '', message.value?.toString() ?? ''];
              await this.publisher.publish(this.topic, [{ key, value }]);
              await consumer.commitOffsets([{ topic, partition, offset: String(Number(message.offset) + 1) }]);
              given += 1;
              quiet.refresh();
              if (Number(message.offset) === end - 1) {
                clearTimeout(quiet);
                done();
              }
            },
          })
          .catch(failed);
      });
    } finally {
      await consumer.disconnect();
    }
    return given;
  }

  /** The first offset not given back yet, and the one after the last. */
  private async span(): Promise<{ next: number; end: number }> {
    const topic = deadLetterTopic(this.topic);
    return this.asAdmin(async (admin) => {
      const [offsets] = await admin.fetchTopicOffsets(topic);
      const [group] = await admin.fetchOffsets({ groupId: RETRY_GROUP, topics: [topic] });
      const given = Number(group?.partitions.find(({ partition }) => partition === PARTITION)?.offset ?? -1);
      const [low, end] = [Number(offsets?.low ?? 0), Number(offsets?.high ?? 0)];
      return { next: Math.max(given, low), end };
    });
  }

  private async asAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin({ retry: { retries: 1 } });
    try {
      await admin.connect();
      return await work(admin);
    } catch {
      throw unavailable('kafka-unavailable', '消息系统暂时不可用', '请稍后再试。');
    } finally {
      await admin.disconnect();
    }
  }
}
