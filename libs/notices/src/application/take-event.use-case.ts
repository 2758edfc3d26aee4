import { parseEvent } from '@bancheng/contracts';
import { consumeOnce, InjectDataSource, type IncomingMessage } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MakeNotices } from './make-notices.js';
import { noticesFor } from './notice-table.js';
import { StartNotices } from './start-notices.js';

export const CONSUMER_GROUP = 'bancheng-notices';

/** Takes one message of the complaint topic: its inbox mark and the notices it makes, in one transaction. */
@Injectable()
export class TakeEvent {
  constructor(
    @InjectDataSource('notices') private readonly database: DataSource,
    private readonly making: MakeNotices,
    private readonly starting: StartNotices,
  ) {}

  /** @throws Error for a message that is not an event of ours; the platform gives it to the dead-letter topic */
  async execute({ value }: IncomingMessage): Promise<void> {
    const { id, data } = parseEvent(value);
    const drafts = noticesFor(data);
    if (drafts.length === 0) return;
    const made = await this.database.transaction(async (tx) =>
      (await consumeOnce(tx, 'notices', CONSUMER_GROUP, id)) ? this.making.execute(tx, id, data, drafts) : [],
    );
    if (made.some(({ state }) => state === 'pending')) this.starting.soon();
  }
}
