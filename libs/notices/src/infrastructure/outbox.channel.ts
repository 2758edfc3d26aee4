import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RecordingChannel, Sayable } from '../notice-channel.port.js';
import { render } from '../templates.js';

/** Keeps what is to be said, in words, until a gateway has fetched and delivered it; to whom is not kept. */
@Injectable()
export class OutboxChannel implements RecordingChannel {
  readonly takes = 'in-transaction';

  async record(tx: EntityManager, notice: Sayable, at: string): Promise<void> {
    const { subject, text } = render(notice.template, notice.number, notice.parameters);
    await tx.query(
      'insert into notices.outbox (notice_id, jurisdiction, subject, body, recorded_at) values ($1, $2, $3, $4, $5)',
      [notice.id, notice.jurisdiction, subject, text, at],
    );
  }
}
