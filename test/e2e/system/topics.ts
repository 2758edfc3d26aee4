import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import type { Env } from './programs.js';

export interface Message {
  topic: string;
  partition: number;
  key: string;
  value: string;
}

/** Every message of every topic of ours, each partition's in its order. */
export async function allMessages(env: Env): Promise<Message[]> {
  const kafka = new Kafka({ brokers: env['KAFKA_BROKERS']!.split(','), logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await topicEnds(admin);
  await admin.disconnect();
  return ends.size === 0 ? [] : readUpTo(kafka, ends);
}

/** The offset behind the last message, of each partition that has any: `topic/partition`. */
async function topicEnds(admin: Admin): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  const topics = (await admin.listTopics()).filter((topic) => topic.startsWith('bancheng.'));
  for (const topic of topics) {
    for (const { partition, high } of await admin.fetchTopicOffsets(topic)) {
      if (Number(high) > 0) ends.set(`${topic}/${partition}`, Number(high));
    }
  }
  return ends;
}

async function readUpTo(kafka: Kafka, ends: Map<string, number>): Promise<Message[]> {
  const messages: Message[] = [];
  const topics = [...new Set([...ends.keys()].map((key) => key.slice(0, key.lastIndexOf('/'))))];
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}` });
  await consumer.connect();
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    void consumer.run({
      eachMessage: async ({ topic, partition, message }) => {
        messages.push({ topic, partition, key: String(message.key), value: String(message.value) });
        const key = `${topic}/${partition}`;
        if (Number(message.offset) + 1 >= (ends.get(key) ?? Infinity)) ends.delete(key);
        if (ends.size === 0) resolve();
      },
    });
  });
  await consumer.disconnect();
  return messages;
}
