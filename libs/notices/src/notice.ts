import { createHash } from 'node:crypto';
import type { NoticeChannelName, NoticeRecipient, NoticeState, SkipReason } from '@bancheng/contracts/http/notices';
import type { NoticeDraft, NoticeParameters } from './notice-draft.js';
import type { NoticeTemplate } from './templates.js';

/** One notice as its row keeps it: whom it tells is a reference, never an address. */
export interface Notice {
  id: string;
  /** With `number` null in a notice that is not of one case. */
  caseId: string | null;
  number: string | null;
  jurisdiction: string;
  recipient: NoticeRecipient;
  department: string | null;
  /** Which leader or deputy; null where the leaders' office is told, and for everybody else. */
  person: string | null;
  template: NoticeTemplate;
  parameters: NoticeParameters;
  channel: NoticeChannelName;
  state: NoticeState;
  skippedBecause: SkipReason | null;
  round: number;
  attempts: number;
  lastError: string | null;
  createdAt: string;
  settledAt: string | null;
  /** The clerk who told it by telephone. */
  calledBy: string | null;
}

/** Whom a notice is for. */
export type Addressee = Pick<Notice, 'recipient' | 'department' | 'person'>;

/**
 * The id of the notice that an event (or a report) makes for a recipient. The same event always gives the same id, so
 * that a mail sent twice can be recognised even after the database was restored from a backup.
 */
export function noticeIdOf(eventId: string, to: Addressee, draft: NoticeDraft): string {
  const { template, parameters } = draft;
  const whom = [to.recipient, to.department ?? '', ...(to.person === null ? [] : [to.person])];
  const seed = [eventId, ...whom, template, parameters.dueAt ?? ''].join('\n');
  const bytes = createHash('sha256').update(seed).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80; // version 8 of RFC 9562: made of what its owner likes
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
