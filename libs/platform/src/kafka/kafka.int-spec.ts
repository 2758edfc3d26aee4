import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TcpProxy, until } from '@bancheng/testing';
import type { Kafka } from 'kafkajs';
import { pino } from 'pino';
import { DeadLetters } from './dead-letters.js';
import { KafkaEventConsumer, type IncomingMessage, type MessageHandler } from './event-consumer.js';
import { KafkaEventPublisher } from './event-publisher.js';
import { createKafka } from './kafka-client.js';
import { deadLetterTopic, ensureTopics, longestLifeMs } from './topics.js';

const logger = pino({ level: 'silent' });

function kafkaAt(broker: string): Kafka {
  return createKafka({ brokers: [broker], tls: false, sasl: null }, logger);
}

describe('Kafka', () => {
  let broker: string;
  let kafka: Kafka;
  let publisher: KafkaEventPublisher;
  let topic: string;
  const running: KafkaEventConsumer[] = [];

  beforeAll(() => {
    broker = process.env['KAFKA_BROKERS']!.split(',')[0]!;
    kafka = kafkaAt(broker);
    publisher = new KafkaEventPublisher(kafka);
  });

  beforeEach(async () => {
    topic = `test.${randomUUID()}`;
    await ensureTopics(kafka, [{ topic, partitions: 3 }]);
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((consumer) => consumer.beforeApplicationShutdown()));
  });

  afterAll(async () => {
    await publisher.onApplicationShutdown();
  });

  function consume(from: string, handle: MessageHandler, through = kafka): void {
    const subscription = { groupId: randomUUID(), topics: [{ topic: from, partitions: 3 }], handle };
    const consumer = new KafkaEventConsumer(through, publisher, subscription, logger);
    running.push(consumer);
    consumer.onApplicationBootstrap();
  }

  /** A handler that takes one after the other. */
  const each =
    (take: (message: IncomingMessage) => Promise<unknown>): MessageHandler =>
    async (messages) => {
      for (const message of messages) await take(message);
    };

  const event = (key: string, n: number) => ({ key, value: JSON.stringify({ key, n }) });

  it('makes topics with their dead-letter topics, and again without harm', async () => {
    await ensureTopics(kafka, [
      { topic, partitions: 3 },
      { topic: `${topic}.second`, partitions: 1 },
    ]);
    const expected = { [topic]: 3, [`${topic}.dlq`]: 1, [`${topic}.second.dlq`]: 1 };
    const admin = kafka.admin();
    await admin.connect();
    // A broker may hear of a topic it has just made a moment later.
    let metadata = await admin.fetchTopicMetadata().catch(() => null);
    while (!Object.keys(expected).every((name) => metadata?.topics.some((made) => made.name === name))) {
      metadata = await admin.fetchTopicMetadata().catch(() => null);
    }
    await admin.disconnect();
    const partitions = new Map(metadata!.topics.map(({ name, partitions: made }) => [name, made.length]));
    for (const [name, count] of Object.entries(expected)) expect(partitions.get(name)).toBe(count);
  });

  it('keeps the order of a key over concurrent publishing', async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => publisher.publish(topic, [event('甲', n), event(`other-${n}`, n)])),
    );
    const seen: number[] = [];
    let total = 0;
    consume(
      topic,
      each(async ({ key, value }) => {
        if (key === '甲') seen.push((JSON.parse(value) as { n: number }).n);
        total++;
      }),
    );
    await until(() => total === 60);
    expect(seen).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it('hands over together what came together', async () => {
    await publisher.publish(topic, [event('甲', 1), event('甲', 2), event('甲', 3)]);
    const calls: string[][] = [];
    consume(topic, async (messages) => void calls.push(messages.map(({ value }) => value)));
    await until(() => calls.length > 0);
    expect(calls).toEqual([[event('甲', 1).value, event('甲', 2).value, event('甲', 3).value]]);
  });

  it('goes on publishing after a failure', async () => {
    await publisher.publish(topic, [event('甲', 1)]);
    await expect(publisher.publish(`${topic}.missing`, [event('甲', 2)])).rejects.toThrow();
    await publisher.publish(topic, [event('甲', 3)]);
    const seen: string[] = [];
    consume(
      topic,
      each(async ({ value }) => seen.push(value)),
    );
    await until(() => seen.length === 2);
    expect(seen).toEqual([event('甲', 1).value, event('甲', 3).value]);
  });

  it('gives what was put aside back to its topic, once', async () => {
    const letters = new DeadLetters(kafka, publisher, topic);
    expect(await letters.waiting()).toBe(0);
    expect(await letters.giveBack()).toBe(0);
    await publisher.publish(deadLetterTopic(topic), [event('a', 1), event('b', 2)]);
    expect(await letters.waiting()).toBe(2);
    expect(await letters.giveBack()).toBe(2);
    expect(await letters.waiting()).toBe(0);
    const taken: string[] = [];
    consume(
      topic,
      each(async ({ value }) => taken.push(value)),
    );
    await until(() => taken.length === 2);
    expect(taken.sort()).toEqual([event('a', 1).value, event('b', 2).value]);
    await publisher.publish(deadLetterTopic(topic), [event('c', 3)]);
    expect(await letters.giveBack()).toBe(1);
    await until(() => taken.length === 3);
  });

  it('puts a poison message aside, with where it stood and nothing of what it said, and takes the next', async () => {
    await publisher.publish(topic, [event('甲', 1), event('甲', 2)]);
    const taken: string[] = [];
    let tries = 0;
    consume(topic, (messages) => {
      const values = messages.map(({ value }) => value);
      if (!values.includes(event('甲', 1).value)) return Promise.resolve(void taken.push(...values));
      if (values.length === 1) tries++;
      return Promise.reject(new RangeError('王小明 13800000000'));
    });
    await until(() => taken.length === 1);
    expect(tries).toBe(5);

    const letters: { value: string; headers: Record<string, string> }[] = [];
    const reader = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 200 });
    await reader.connect();
    await reader.subscribe({ topic: deadLetterTopic(topic), fromBeginning: true });
    await reader.run({
      eachMessage: ({ message }) => {
        const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
        letters.push({ value: String(message.value), headers: Object.fromEntries(headers) as Record<string, string> });
        return Promise.resolve();
      },
    });
    await until(() => letters.length > 0);
    await reader.disconnect();
    expect(letters).toEqual([
      {
        value: event('甲', 1).value,
        headers: expect.objectContaining({
          'x-failed-topic': topic,
          'x-failed-offset': '0',
          'x-failed-error': 'RangeError',
        }) as object,
      },
    ]);
    expect(JSON.stringify(letters[0]!.headers)).not.toMatch(/王小明|13800000000/);
  });

  it('gives nothing up while the database is away', async () => {
    await publisher.publish(topic, [event('甲', 1)]);
    let tries = 0;
    let taken = 0;
    consume(topic, () => {
      tries++;
      if (tries <= 6) return Promise.reject(Object.assign(new Error('no database'), { code: 'ECONNREFUSED' }));
      return Promise.resolve(void taken++);
    });
    await until(() => taken === 1);
    expect(tries).toBe(7);
  });

  it('waits for a broker that is away at the start', async () => {
    await publisher.publish(topic, [event('甲', 1)]);
    const proxy = await TcpProxy.to(broker);
    const behindProxy = kafkaAt(`127.0.0.1:${proxy.port}`);
    const late = new KafkaEventPublisher(behindProxy);
    await expect(late.publish(topic, [event('甲', 2)])).rejects.toThrow();
    const seen: string[] = [];
    consume(
      topic,
      each(async ({ value }) => seen.push(value)),
      behindProxy,
    );
    await sleep(300);
    expect(seen).toEqual([]);
    await proxy.open();
    await until(() => seen.length === 1);
    await late.publish(topic, [event('甲', 3)]);
    await until(() => seen.length === 2);
    await late.onApplicationShutdown();
    await Promise.all(running.splice(0).map((consumer) => consumer.beforeApplicationShutdown()));
    await proxy.cut();
  });

  describe('how old a message can come to a consumer', () => {
    const HOUR_MS = 3_600_000;

    async function keep(name: string, hours: { retention: number; segment: number }): Promise<void> {
      const admin = kafka.admin();
      await admin.connect();
      const configEntries = [
        { name: 'retention.ms', value: String(hours.retention < 0 ? -1 : hours.retention * HOUR_MS) },
        { name: 'segment.ms', value: String(hours.segment * HOUR_MS) },
      ];
      await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name, configEntries }] });
      await admin.disconnect();
    }

    it('is what the topic keeps, twice, and its dead-letter topic, whole segments each', async () => {
      await keep(topic, { retention: 24, segment: 2 });
      await keep(deadLetterTopic(topic), { retention: 100, segment: 1 });
      expect(await longestLifeMs(kafka, topic)).toBe((2 * 26 + 101) * HOUR_MS);
    });

    it('has no end where one of them keeps its messages for ever', async () => {
      await keep(deadLetterTopic(topic), { retention: -1, segment: 1 });
      expect(await longestLifeMs(kafka, topic)).toBeNull();
    });
  });
});
