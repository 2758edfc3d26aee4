import type { EntityManager } from 'typeorm';
import type { Notice } from './notice.js';
import type { RenderedNotice } from './templates.js';

/** What of a notice is put into words. */
export type Sayable = Pick<Notice, 'id' | 'jurisdiction' | 'number' | 'template' | 'parameters'>;

/** Takes a notice in the transaction that makes it: it is taken exactly once and can't fail later. */
export interface RecordingChannel {
  readonly takes: 'in-transaction';
  record(tx: EntityManager, notice: Sayable, at: string): Promise<void>;
}

export interface OutgoingNotice extends RenderedNotice {
  /** The same at every attempt, so that the receiver can recognise a repeated one. */
  noticeId: string;
  to: string;
}

/** A server outside that may be away: the notice's workflow offers the notice until it is taken, at least once. */
export interface DrivenChannel {
  readonly takes: 'from-workflow';
  /** @throws NotTaken */
  deliver(notice: OutgoingNotice): Promise<void>;
}

/** A way out of the house. */
export type NoticeChannel = RecordingChannel | DrivenChannel;

/** The channel did not take the notice. Only `code` is kept of the reason: texts of other servers name addresses. */
export class NotTaken extends Error {
  constructor(
    readonly code: string,
    /** Whether it never will, so that there is no use in trying again. */
    readonly forGood: boolean,
  ) {
    super(`notice not taken: ${code}`);
    this.name = 'NotTaken';
  }
}
