import { Module, type FactoryProvider, type InjectionToken } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import { Config } from '../config/config.js';
import { HealthRegistry } from '../health/health-registry.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import { KafkaEventConsumer, type MessageHandler, type Subscription } from './event-consumer.js';
import { EVENT_PUBLISHER, KafkaEventPublisher, type EventPublisher } from './event-publisher.js';
import { createKafka } from './kafka-client.js';
import { kafkaSection } from './kafka.config.js';

/** Injection token of the process's kafkajs client; only for administration (topics, dead letters). */
export const KAFKA = Symbol('Kafka');

type Dependencies = Parameters<FactoryProvider['useFactory']>;

/** Publishes and consumes through one client. Kafka may be away at any time, at boot too. */
@Module({
  providers: [
    {
      provide: KAFKA,
      inject: [Config, LOGGER, HealthRegistry],
      useFactory: (config: Config, logger: Logger, health: HealthRegistry) => {
        const kafka = createKafka(config.get(kafkaSection), logger);
        health.observe('kafka', () => reach(kafka));
        return kafka;
      },
    },
    { provide: EVENT_PUBLISHER, inject: [KAFKA], useFactory: (kafka: Kafka) => new KafkaEventPublisher(kafka) },
  ],
  exports: [KAFKA, EVENT_PUBLISHER],
})
export class KafkaModule {}

async function reach(kafka: Kafka): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 0 } });
  try {
    await admin.connect();
    await admin.describeCluster();
  } finally {
    await admin.disconnect();
  }
}

/**
 * A provider that consumes topics from the application's start to its shutdown, in a module that imports
 * {@link KafkaModule}.
 */
export function eventConsumer(
  registration: Subscription & {
    readonly inject: InjectionToken[];
    readonly useFactory: (...dependencies: Dependencies) => MessageHandler;
  },
): FactoryProvider<KafkaEventConsumer> {
  const { groupId, topics, inject, useFactory } = registration;
  return {
    provide: `EventConsumer:${groupId}`,
    inject: [KAFKA, EVENT_PUBLISHER, LOGGER, ...inject],
    useFactory: (kafka: Kafka, publisher: EventPublisher, logger: Logger, ...dependencies: Dependencies) =>
      new KafkaEventConsumer(kafka, publisher, { groupId, topics, handle: useFactory(...dependencies) }, logger),
  };
}
