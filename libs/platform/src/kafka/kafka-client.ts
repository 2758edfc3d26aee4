import { createRequire } from 'node:module';
import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../logging/logger.js';
import type { KafkaConfig } from './kafka.config.js';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 checks each connection for waiting requests a thousand times a second, even when there are none: 3 % of a
 * core (its issue 1704). Here a request that has to wait triggers the check itself.
 */
function lookOnlyForWhatWaits(): void {
  const load = createRequire(import.meta.url);
  const { prototype: queue } = load('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  const { scheduleCheckPendingRequests: schedule } = queue;
  queue.scheduleCheckPendingRequests = function () {
    if (this.pending.length > 0) schedule.call(this);
  };
}
lookOnlyForWhatWaits();

/** A kafkajs client; nothing connects before something is sent or consumed. */
export function createKafka(config: KafkaConfig, logger: Logger): Kafka {
  return new Kafka({
    clientId: 'bancheng',
    brokers: config.brokers,
    ssl: config.tls,
    ...(config.sasl === null
      ? {}
      : { sasl: config.sasl as { mechanism: 'plain'; username: string; password: string } }),
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    logLevel: logLevel.WARN,
    logCreator: logThrough(logger),
  });
}

/** These loggers repeat each failed connection three times, and every retry; the caller reports a failure once. */
const CHATTY = new Set(['Connection', 'BrokerPool', 'Producer']);

/** kafkajs's extras may quote what it sends; only its sentence and the broker go on. */
function logThrough(logger: Logger): logCreator {
  return () => (entry) => {
    const level = CHATTY.has(entry.namespace) ? 'debug' : entry.level === logLevel.ERROR ? 'error' : 'warn';
    logger[level]({ kafka: entry.namespace, broker: entry.log['broker'] as unknown }, entry.log.message);
  };
}
