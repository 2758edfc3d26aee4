import type { CaseEvent } from '@bancheng/contracts';
import { CLOCK, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { insertNotice, invitedTo } from '../infrastructure/notices.repository.js';
import { NoticeChannels } from './notice-channels.js';
import type { NoticeDraft } from './notice-draft.js';
import { noticeIdOf, type Notice } from './notice.js';
import { Recipients } from './recipients.js';

/**
 * What happened longer ago is no news: after an outage of days, or where notices begin with a hall that has worked for
 * years, nobody is told of it any more.
 */
const NEWS_MS = 3 * 24 * 60 * 60_000;

/** Turns drafts into notices: recorded for the gateway, pending for the workflow, or skipped with the reason. */
@Injectable()
export class MakeNotices {
  constructor(
    private readonly channels: NoticeChannels,
    private readonly recipients: Recipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(
    tx: EntityManager,
    eventId: string,
    event: CaseEvent,
    drafts: readonly NoticeDraft[],
  ): Promise<Notice[]> {
    const now = this.clock.now();
    const notices = new Map<string, Notice>();
    for (const draft of drafts) {
      for (const to of await this.toldBy(tx, event.caseId, draft)) {
        const id = noticeIdOf(eventId, to, draft);
        if (!notices.has(id))
          notices.set(id, await this.make(tx, { ...draftedOf(event, draft), ...to, id }, event.at, now));
      }
    }
    return [...notices.values()];
  }

  private async toldBy(tx: EntityManager, caseId: string, { to }: NoticeDraft) {
    if (to.kind === 'department') return [{ recipient: to.kind, department: to.department }];
    if (to.kind !== 'invited') return [{ recipient: to.kind, department: null }];
    const departments = await invitedTo(tx, caseId, to.meetingId);
    return departments.map((department) => ({ recipient: 'department' as const, department }));
  }

  private async make(tx: EntityManager, drafted: Drafted, happenedAt: string, now: string): Promise<Notice> {
    const outdated = Date.parse(now) - Date.parse(happenedAt) > NEWS_MS;
    const whereabouts = await this.recipients.find(tx, drafted);
    const because = outdated ? 'outdated' : whereabouts.address === null ? whereabouts.because : null;
    const channel = this.channels.nameFor(drafted.recipient);
    const way = this.channels.get(channel);
    const notice: Notice = {
      ...drafted,
      channel,
      state: because !== null ? 'skipped' : way.takes === 'in-transaction' ? 'recorded' : 'pending',
      skippedBecause: because,
      round: 1,
      attempts: 0,
      lastError: null,
      createdAt: now,
      settledAt: because === null ? null : now,
    };
    await insertNotice(tx, notice);
    if (notice.state === 'recorded' && way.takes === 'in-transaction') await way.record(tx, notice, now);
    return notice;
  }
}

type Drafted = Pick<
  Notice,
  'id' | 'caseId' | 'number' | 'jurisdiction' | 'recipient' | 'department' | 'template' | 'parameters'
>;

function draftedOf(
  { caseId, number, jurisdiction }: CaseEvent,
  { template, parameters }: NoticeDraft,
): Omit<Drafted, 'id' | 'recipient' | 'department'> {
  return { caseId, number, jurisdiction, template, parameters };
}
