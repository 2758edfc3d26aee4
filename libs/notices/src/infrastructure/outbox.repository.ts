import type { GatewayChannel } from '@bancheng/contracts/http/notices';
import type { EntityManager } from 'typeorm';
import type { Notice } from '../notice.js';

/** A recorded notice and whom it is for. */
export interface OutboxEntry extends Pick<
  Notice,
  'id' | 'caseId' | 'jurisdiction' | 'recipient' | 'department' | 'person'
> {
  position: string;
  channel: GatewayChannel;
  subject: string;
  body: string;
  recordedAt: string;
}

interface OutboxRow extends Omit<OutboxEntry, 'caseId' | 'recordedAt'> {
  case_id: string | null;
  recorded_at: Date;
}

/** What waits for the gateway of a jurisdiction, oldest first, one more than asked for. */
export async function pageOfOutbox(
  tx: EntityManager,
  jurisdiction: string,
  after: string | null,
  limit: number,
): Promise<OutboxEntry[]> {
  const rows = await tx.query<OutboxRow[]>(
    `select n.id, n.case_id, n.jurisdiction, n.recipient, n.department, n.person, n.channel, o.position, o.subject, o.body, o.recorded_at
     from notices.outbox o join notices.notice n on n.id = o.notice_id
     where o.jurisdiction = $1 and ($2::bigint is null or o.position > $2)
     order by o.position limit $3`,
    [jurisdiction, after, limit + 1],
  );
  return rows.map(({ case_id, recorded_at, ...row }) => ({
    ...row,
    caseId: case_id,
    recordedAt: recorded_at.toISOString(),
  }));
}

export async function removeFromOutbox(tx: EntityManager, noticeId: string): Promise<void> {
  await tx.query('delete from notices.outbox where notice_id = $1', [noticeId]);
}
