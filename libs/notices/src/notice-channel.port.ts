import type { EntityManager } from 'typeorm';
import type { Notice } from './notice.js';
import type { RenderedNotice } from './templates.js';

/** What of a notice is put into words. */
export type Sayable = Pick<Notice, 'id' | 'jurisdiction' | 'number' | 'template' | 'parameters'>;

/** Takes a notice in the transaction that makes it: nothing can fail afterwards, and it is there exactly once. */
export interface RecordingChannel {
  readonly takes: 'in-transaction';
  record(tx: EntityManager, notice: Sayable, at: string): Promise<void>;
}

export interface OutgoingNotice extends RenderedNotice {
  /** The same at every attempt, so that the receiver can recognise a repeated one. */
  noticeId: string;
  to: string;
}

/** Is outside and may be away: the notice's workflow offers the notice until it is taken, at least once. */
export interface DrivenChannel {
  readonly takes: 'from-workflow';
  /** @throws NotTaken */
  deliver(notice: OutgoingNotice): Promise<void>;
}

/** A way out of the house. */
export type NoticeChannel = RecordingChannel | DrivenChannel;

/** The channel did not take the notice; `code` is all that is kept of why, since the texts of others name addresses. */
export class NotTaken extends Error {
  constructor(
    readonly code: string,
    /** It never will: trying again is of no use. */
    readonly forGood: boolean,
  ) {
    super(`notice not taken: ${code}`);
    this.name = 'NotTaken';
  }
}
