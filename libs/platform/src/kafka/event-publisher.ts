import type { OnApplicationShutdown } from '@nestjs/common';
import { Partitioners, type Kafka, type Producer } from 'kafkajs';

export interface OutgoingMessage {
  /** Messages of one key keep their order; for case events the complaint's id. */
  readonly key: string;
  /** A CloudEvent in structured mode: its JSON text. */
  readonly value: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where events leave the system. Resolves when the brokers have them for good; a failed call may be repeated whole. */
export interface EventPublisher {
  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void>;
}

/** Injection token of the process's {@link EventPublisher}. */
export const EVENT_PUBLISHER = Symbol('EventPublisher');

const ACKNOWLEDGED_BY_ALL = -1;

/**
 * An idempotent producer with one request in flight. After any failure (an out-of-order sequence above all, from which
 * kafkajs never recovers) the producer is thrown away and the next call builds a new one.
 */
export class KafkaEventPublisher implements EventPublisher, OnApplicationShutdown {
  private producer: Promise<Producer> | null = null;
  private inFlight: Promise<unknown> = Promise.resolve();

  constructor(private readonly kafka: Kafka) {}

  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const sent = this.inFlight.then(() => this.send(topic, messages));
    this.inFlight = sent.catch(() => undefined);
    return sent;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.inFlight;
    await this.discard();
  }

  private async send(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    try {
      const producer = await (this.producer ??= this.connect());
      await producer.send({
        topic,
        acks: ACKNOWLEDGED_BY_ALL,
        messages: messages.map((message) => ({ ...message, headers: { ...message.headers } })),
      });
    } catch (error) {
      await this.discard();
      throw error;
    }
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 3, maxRetryTime: 5_000 },
    });
    await producer.connect();
    return producer;
  }

  private async discard(): Promise<void> {
    const old = this.producer;
    this.producer = null;
    await old?.then((producer) => producer.disconnect()).catch(() => undefined);
  }
}
