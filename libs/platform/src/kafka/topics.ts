import type { Kafka } from 'kafkajs';

export interface TopicDefinition {
  readonly topic: string;
  readonly partitions: number;
}

/** The topic of what a consumer could not take. */
export function deadLetterTopic(topic: string): string {
  return `${topic}.dlq`;
}

/** Creates what is missing of the topics and their dead-letter topics; existing ones are left as they are. */
export async function ensureTopics(kafka: Kafka, topics: readonly TopicDefinition[]): Promise<void> {
  const admin = kafka.admin({ retry: { retries: 1 } });
  try {
    await admin.connect();
    await admin.createTopics({
      waitForLeaders: true,
      topics: topics.flatMap(({ topic, partitions }) => [
        { topic, numPartitions: partitions },
        { topic: deadLetterTopic(topic), numPartitions: 1 },
      ]),
    });
  } finally {
    await admin.disconnect();
  }
}
