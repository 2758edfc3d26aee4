import { parseEvent } from '@bancheng/contracts';
import { consumeOnce, InjectDataSource, type IncomingMessage } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { keepEvent, saveProjection } from '../infrastructure/projection.repository.js';
import { projectCase } from '../project-case.js';

export const CONSUMER_GROUP = 'bancheng-reporting';

/**
 * Takes one message of the complaint topic: its inbox mark, the event and the case's rows in one transaction. No lock is
 * needed: a case has one partition, and even two consumers that both believe to own it (a rebalance) come to the next
 * event only after this one's inbox mark is committed.
 */
@Injectable()
export class TakeEvent {
  constructor(@InjectDataSource('reporting') private readonly database: DataSource) {}

  /** @throws Error for a message that is not an event of ours; the platform gives it to the dead-letter topic */
  async execute({ value }: IncomingMessage): Promise<void> {
    const { id, data } = parseEvent(value);
    await this.database.transaction(async (tx) => {
      if (!(await consumeOnce(tx, 'reporting', CONSUMER_GROUP, id))) return;
      const events = await keepEvent(tx, data);
      await saveProjection(tx, projectCase(events));
    });
  }
}
