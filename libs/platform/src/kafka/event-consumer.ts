import { setTimeout as sleep } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { databaseProblem } from '../db/database-problem.js';
import type { Logger } from '../logging/logger.js';
import type { EventPublisher } from './event-publisher.js';
import { deadLetterTopic, ensureTopics, type TopicDefinition } from './topics.js';

export interface IncomingMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
}

/**
 * Takes messages of one partition in their order, all of them or none; applies their effect once by `consumeOnce` in the same
 * transaction.
 */
export type MessageHandler = (messages: readonly IncomingMessage[]) => Promise<void>;

export interface Subscription {
  readonly groupId: string;
  readonly topics: readonly TopicDefinition[];
}

/** Messages a transaction at most. */
const MOST_TOGETHER = 50;
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2_000;
const TIMES = {
  /** A message ends a poll at once; without one a poll lasts this long, and a shutdown waits for it. */
  maxWaitTimeInMs: 2_000,
  /** How long the group waits for a member that was killed, before another may read its partitions. */
  sessionTimeout: 10_000,
  heartbeatInterval: 2_000,
};

/**
 * Reads topics from their beginning, each message in its partition's order, and hands over together what came together. A
 * message whose handler keeps failing goes to the dead-letter topic, so that it does not block its partition. While the
 * database is away nothing is given up: the consumer waits. Where kafkajs stops for good (it does when a broker goes away
 * while it looks for its group), a new consumer is started, because the process has other work that Kafka must not stop.
 */
export class KafkaEventConsumer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private consumer: Consumer | null = null;
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly kafka: Kafka,
    private readonly deadLetters: EventPublisher,
    private readonly subscription: Subscription & { readonly handle: MessageHandler },
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.starting = this.startWhenKafkaAnswers();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.starting;
    await this.consumer?.disconnect();
  }

  private async startWhenKafkaAnswers(): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt++) {
      try {
        await this.start();
        return;
      } catch (error) {
        this.logger.warn({ err: error, group: this.subscription.groupId }, 'consumer cannot start yet');
        await this.pause(attempt);
      }
    }
  }

  private async start(): Promise<void> {
    const { groupId, topics } = this.subscription;
    await ensureTopics(this.kafka, topics);
    const consumer = this.kafka.consumer({ groupId, allowAutoTopicCreation: false, ...TIMES });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      if (!payload.restart) this.startAnew(payload.error);
    });
    try {
      await consumer.connect();
      await consumer.subscribe({ topics: topics.map(({ topic }) => topic), fromBeginning: true });
      await consumer.run({ eachBatchAutoResolve: false, eachBatch: (payload) => this.takeBatch(payload) });
      this.consumer = consumer;
    } catch (error) {
      await consumer.disconnect();
      throw error;
    }
  }

  private startAnew(error: Error): void {
    this.logger.error({ err: error, group: this.subscription.groupId }, 'consumer gave up; a new one goes on');
    this.starting = this.pause(ATTEMPTS).then(() => this.startWhenKafkaAnswers());
  }

  private async takeBatch({ batch, isRunning, isStale, resolveOffset, heartbeat }: EachBatchPayload): Promise<void> {
    for (let from = 0; from < batch.messages.length && isRunning() && !isStale(); from += MOST_TOGETHER) {
      const messages = batch.messages.slice(from, from + MOST_TOGETHER);
      await this.take(batch, messages, heartbeat);
      resolveOffset(messages.at(-1)!.offset);
      await heartbeat();
    }
  }

  /** Hands over all messages together; if that fails, one after the other, so that only the faulty one is given up. */
  private async take(at: Place, messages: readonly KafkaMessage[], heartbeat: () => Promise<void>): Promise<void> {
    const { topic, partition } = at;
    const incoming = messages.map((message) => ({
      topic,
      key: message.key?.toString() ?? '',
      value: message.value?.toString() ?? '',
    }));
    const [first] = incoming;
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.subscription.handle(incoming);
      } catch (error) {
        const origin = { topic, partition, offset: messages[0]!.offset, group: this.subscription.groupId };
        this.logger.warn({ err: error, attempt, together: messages.length, ...origin }, 'message not taken');
        if (this.stopping.signal.aborted) throw error;
        if (databaseProblem(error) === null) {
          if (messages.length > 1) {
            for (const message of messages) await this.take(at, [message], heartbeat);
            return;
          }
          if (attempt >= ATTEMPTS) return await this.giveUp(first!, failureHeaders(error, origin));
        }
        await this.pause(attempt);
        await heartbeat();
      }
    }
  }

  private async giveUp({ topic, key, value }: IncomingMessage, headers: Record<string, string>): Promise<void> {
    await this.deadLetters.publish(deadLetterTopic(topic), [{ key, value, headers }]);
  }

  private async pause(attempt: number): Promise<void> {
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Where messages come from. */
type Place = Pick<EachBatchPayload['batch'], 'topic' | 'partition'>;

/** Where the message stood and what kind of error it met; an error's text may quote data and stays behind. */
function failureHeaders(error: unknown, origin: Record<string, string | number>): Record<string, string> {
  const headers = Object.entries(origin).map(([name, value]) => [`x-failed-${name}`, String(value)]);
  return { ...Object.fromEntries(headers), 'x-failed-error': error instanceof Error ? error.name : typeof error };
}
