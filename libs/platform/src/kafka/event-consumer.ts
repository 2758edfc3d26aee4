import { setTimeout as sleep } from 'node:timers/promises';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import type { Consumer, EachMessagePayload, Kafka } from 'kafkajs';
import { databaseProblem } from '../db/database-problem.js';
import type { Logger } from '../logging/logger.js';
import type { EventPublisher } from './event-publisher.js';
import { deadLetterTopic, ensureTopics, type TopicDefinition } from './topics.js';

export interface IncomingMessage {
  readonly topic: string;
  readonly key: string;
  readonly value: string;
}

/** Takes one message; applies its effect once by `consumeOnce` in the same transaction. */
export type MessageHandler = (message: IncomingMessage) => Promise<void>;

export interface Subscription {
  readonly groupId: string;
  readonly topics: readonly TopicDefinition[];
}

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
 * Reads topics from their beginning, each message in its partition's order. A message whose handler keeps failing goes
 * to the dead-letter topic, so that it does not block its partition; while the database is away nothing is given up,
 * the consumer waits. Where kafkajs gives up for good (it does when a broker goes while it looks for its group), a new
 * consumer goes on: the process has other work that Kafka must not stop.
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
      await consumer.run({ eachMessage: (payload) => this.take(payload) });
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

  private async take({ topic, partition, message, heartbeat }: EachMessagePayload): Promise<void> {
    const key = message.key?.toString() ?? '';
    const value = message.value?.toString() ?? '';
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.subscription.handle({ topic, key, value });
      } catch (error) {
        const origin = { topic, partition, offset: message.offset, group: this.subscription.groupId };
        this.logger.warn({ err: error, attempt, ...origin }, 'message not taken');
        if (this.stopping.signal.aborted) throw error;
        if (attempt >= ATTEMPTS && databaseProblem(error) === null) {
          return await this.deadLetters.publish(deadLetterTopic(topic), [
            { key, value, headers: failureHeaders(error, origin) },
          ]);
        }
        await this.pause(attempt);
        await heartbeat();
      }
    }
  }

  private async pause(attempt: number): Promise<void> {
    const ms = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
    await sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** Where the message stood and what kind of error it met; an error's text may quote data and stays behind. */
function failureHeaders(error: unknown, origin: Record<string, string | number>): Record<string, string> {
  const headers = Object.entries(origin).map(([name, value]) => [`x-failed-${name}`, String(value)]);
  return { ...Object.fromEntries(headers), 'x-failed-error': error instanceof Error ? error.name : typeof error };
}
