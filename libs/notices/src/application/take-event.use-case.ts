import { CitizenContacts } from '@bancheng/casebook';
import { parseEvent, type CaseEvent } from '@bancheng/contracts';
import { consumeOnce, InjectDataSource, type IncomingMessage } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { MakeNotices } from './make-notices.js';
import type { NoticeDraft } from '../notice-draft.js';
import { noticesFor } from './notice-table.js';
import type { Notice } from '../notice.js';
import { StartNotices } from './start-notices.js';
import type { NoticeTemplate } from '../templates.js';

export const CONSUMER_GROUP = 'bancheng-notices';

/** All else that the citizen is told reaches those of the cases merged under this one too (并单); of these they hear by acts of their own. */
const OF_ONE_CASE: readonly NoticeTemplate[] = [
  'citizen-registered',
  'citizen-withdrawn',
  'citizen-call-missed',
  'citizen-closed',
];

/** Takes messages of the complaint topic: their inbox marks and the notices they make, in one transaction. */
@Injectable()
export class TakeEvent {
  constructor(
    @InjectDataSource('notices') private readonly database: DataSource,
    private readonly making: MakeNotices,
    private readonly citizens: CitizenContacts,
    private readonly starting: StartNotices,
  ) {}

  /** @throws Error for a message that is not an event of ours; the platform gives it to the dead-letter topic */
  async execute(messages: readonly IncomingMessage[]): Promise<void> {
    const events = messages.map(({ value }) => parseEvent(value));
    const telling = new Map(
      events.flatMap(({ id, data }) => {
        const drafts = noticesFor(data);
        return drafts.length === 0 ? [] : [[id, { data, drafts }]];
      }),
    );
    if (telling.size === 0) return;
    const made = await this.database.transaction(async (tx) => {
      const notices: Notice[] = [];
      const fresh = await consumeOnce(tx, 'notices', CONSUMER_GROUP, [...telling.keys()]);
      for (const [id, { data, drafts }] of telling) {
        if (fresh.has(id)) notices.push(...(await this.make(tx, id, data, drafts)));
      }
      return notices;
    });
    if (made.some(({ state }) => state === 'pending')) this.starting.soon();
  }

  private async make(tx: EntityManager, id: string, event: CaseEvent, drafts: NoticeDraft[]): Promise<Notice[]> {
    const made = await this.making.execute(tx, id, event, drafts);
    const shared = drafts.filter(({ to, template }) => to.kind === 'citizen' && !OF_ONE_CASE.includes(template));
    const merged = shared.length === 0 ? [] : await this.citizens.mergedElsewhere(tx, event.caseId);
    for (const other of merged) {
      made.push(...(await this.making.execute(tx, `${id}/${other.caseId}`, { ...event, ...other }, shared)));
    }
    return made;
  }
}
