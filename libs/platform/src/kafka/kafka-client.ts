import { createRequire } from 'node:module';
import { Kafka, logLevel, type logCreator } from 'kafkajs';
import type { Logger } from '../logging/logger.js';
import type { KafkaConfig } from './kafka.config.js';

interface RequestQueue {
  readonly pending: readonly unknown[];
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 looks for requests that wait on each connection a thousand times a second, for ever, also while none does:
 * 3 % of a core (its issue 1704). One that has to wait asks for the look itself.
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

/** Tell each failed connection three times over, and each new producer of its few retries; the caller reports it once. */
const CHATTY = new Set(['Connection', 'BrokerPool', 'Producer']);

/** kafkajs's extras may quote what it sends; only its sentence and the broker go on. */
function logThrough(logger: Logger): logCreator {
  return () => (entry) => {
    const level = CHATTY.has(entry.namespace) ? 'debug' : entry.level === logLevel.ERROR ? 'error' : 'warn';
    logger[level]({ kafka: entry.namespace, broker: entry.log['broker'] as unknown }, entry.log.message);
  };
}
