import { createRequire } from 'node:module';
import { Kafka } from 'kafkajs';
import pino from 'pino';
import { createKafka } from './kafka-client.js';

interface Queue {
  throttleCheckTimeoutId: NodeJS.Timeout | null;
  checkPendingRequests(): void;
  push(request: object): void;
  destroy(): void;
}

const RequestQueue = createRequire(__filename)('kafkajs/src/network/requestQueue') as new (options: object) => Queue;

describe('a connection of kafkajs', () => {
  const silent = { debug: () => undefined };
  const queueOf = (more: object) => new RequestQueue({ requestTimeout: 1_000, logger: silent, ...more });

  it('does not look for requests that wait while none does', () => {
    expect(createKafka({ brokers: ['localhost:1'], tls: false, sasl: null }, pino({ level: 'silent' }))).toBeInstanceOf(
      Kafka,
    );
    const queue = queueOf({});
    queue.checkPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks for one that has to wait', () => {
    const queue = queueOf({ maxInFlightRequests: 0 });
    queue.push({ entry: { correlationId: 1 }, expectResponse: true });
    expect(queue.throttleCheckTimeoutId).not.toBeNull();
    queue.destroy();
  });
});
