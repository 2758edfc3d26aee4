import type { Admin, Kafka } from 'kafkajs';

/** Of kafkajs' `ConfigResourceTypes`, whose values an ES module can't import by name. */
const TOPIC_RESOURCE = 2;

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

/**
 * How old a message of the topic can be when it comes to a consumer, in milliseconds: it is kept in the topic, then
 * perhaps in the dead-letter topic, then, given back, in the topic again. Kafka drops whole segments, so each topic keeps
 * a message for its retention time and for as long as a segment may take to fill.
 * @returns null where one of them keeps its messages for ever
 */
export async function longestLifeMs(kafka: Kafka, topic: string): Promise<number | null> {
  const admin = kafka.admin({ retry: { retries: 1 } });
  try {
    await admin.connect();
    const [own, dead] = [await keptMs(admin, topic), await keptMs(admin, deadLetterTopic(topic))];
    return own === null || dead === null ? null : 2 * own + dead;
  } finally {
    await admin.disconnect();
  }
}

async function keptMs(admin: Admin, topic: string): Promise<number | null> {
  const configNames = ['retention.ms', 'segment.ms'];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: [{ type: TOPIC_RESOURCE, name: topic, configNames }],
  });
  const entries = resources.flatMap(({ configEntries }) => configEntries);
  const times = configNames.map((name) =>
    Number(entries.find(({ configName }) => configName === name)?.configValue ?? -1),
  );
  return times.some((ms) => ms < 0) ? null : times.reduce((sum, ms) => sum + ms);
}
