import { parseEvent, type CaseEvent } from '@bancheng/contracts';
import { consumeOnce, InjectDataSource, type IncomingMessage } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { keepEvents, saveProjection } from '../infrastructure/projection.repository.js';
import { projectCase } from '../project-case.js';

export const CONSUMER_GROUP = 'bancheng-reporting';

/**
 * Takes messages of the complaint topic: their inbox marks, the events and the cases' rows in one transaction. No lock is
 * needed: a case has one partition, and during a rebalance, when two consumers may own it, the second can pass an event
 * only after the first one's inbox mark is committed.
 */
@Injectable()
export class TakeEvent {
  constructor(@InjectDataSource('reporting') private readonly database: DataSource) {}

  /** @throws Error for a message that is not an event of ours; the platform gives it to the dead-letter topic */
  async execute(messages: readonly IncomingMessage[]): Promise<void> {
    const events = new Map(messages.map(({ value }) => parseEvent(value)).map(({ id, data }) => [id, data]));
    await this.database.transaction(async (tx) => {
      const fresh = await consumeOnce(tx, 'reporting', CONSUMER_GROUP, [...events.keys()]);
      for (const ofCase of byCase([...fresh].map((id) => events.get(id)!))) {
        await saveProjection(tx, projectCase(await keepEvents(tx, ofCase)));
      }
    });
  }
}

function byCase(events: readonly CaseEvent[]): Iterable<[CaseEvent, ...CaseEvent[]]> {
  const cases = new Map<string, [CaseEvent, ...CaseEvent[]]>();
  for (const event of events) {
    const known = cases.get(event.caseId);
    if (known === undefined) cases.set(event.caseId, [event]);
    else known.push(event);
  }
  return cases.values();
}
