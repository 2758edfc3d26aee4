import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLAINT_TOPIC } from '@bancheng/contracts';
import type { ReportingLag } from '@bancheng/contracts/http/reporting';
import { InjectDataSource, KAFKA, LOGGER, type Actor, type Logger } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { Kafka } from 'kafkajs';
import type { DataSource } from 'typeorm';
import { CONSUMER_GROUP } from './take-event.use-case.js';

/** kafkajs tries for some ten seconds to reach a broker; the person who asks is told sooner. */
const LIMIT_MS = 2_000;

/** How far the reports are behind what was recorded. */
@Injectable()
export class ReadLag {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    @Inject(KAFKA) private readonly kafka: Kafka,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @returns `waitingMessages` of the whole topic, null while Kafka does not answer */
  async execute({ jurisdiction }: Pick<Actor, 'jurisdiction'>): Promise<ReportingLag> {
    const [latest] = await this.database.query<{ at: Date | null }[]>(
      'select max(at) as at from reporting.event where jurisdiction = $1',
      [jurisdiction],
    );
    const waitingMessages = await Promise.race([this.waitingMessages(), sleep(LIMIT_MS, null, { ref: false })]);
    return { lastEventAt: latest?.at?.toISOString() ?? null, waitingMessages };
  }

  private async waitingMessages(): Promise<number | null> {
    const admin = this.kafka.admin({ retry: { retries: 0 } });
    try {
      await admin.connect();
      const ends = await admin.fetchTopicOffsets(COMPLAINT_TOPIC);
      const [group] = await admin.fetchOffsets({ groupId: CONSUMER_GROUP, topics: [COMPLAINT_TOPIC] });
      const taken = new Map(group?.partitions.map(({ partition, offset }) => [partition, Number(offset)]));
      return ends.reduce((sum, { partition, low, high }) => {
        return sum + Number(high) - Math.max(taken.get(partition) ?? 0, Number(low));
      }, 0);
    } catch (error) {
      this.logger.warn({ err: error }, 'cannot read how far the consumer is');
      return null;
    } finally {
      await admin.disconnect();
    }
  }
}
