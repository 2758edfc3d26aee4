import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { forgetRows } from '../db/old-rows.js';
import { longestLifeMs } from './topics.js';

/** Younger marks stay, however soon Kafka drops the messages: marks are not only for messages of that topic. */
const SHORTEST_LIFE_MS = 30 * 24 * 60 * 60_000;

/**
 * Forgets a schema's inbox marks (`consumeOnce`) of messages of `topic` that can't come again; none while the topic keeps its
 * messages for ever.
 */
export async function forgetTaken(dataSource: DataSource, schema: string, kafka: Kafka, topic: string): Promise<void> {
  const lifeMs = await longestLifeMs(kafka, topic);
  if (lifeMs === null) return;
  const before = new Date(Date.now() - Math.max(lifeMs, SHORTEST_LIFE_MS)).toISOString();
  await forgetRows(dataSource, { table: `${dataSource.driver.escape(schema)}.inbox`, column: 'taken_at', before });
}
