import type { InboxPage, InboxQuery, SlipState } from '@bancheng/contracts/http/slips';
import { decodeCursor, encodeCursor, InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan, Not, type DataSource, type FindOptionsWhere } from 'typeorm';
import { z } from 'zod';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { SlipViews } from './slip-views.js';

const WITH_STATE: Record<SlipState, FindOptionsWhere<DispatchEntity>> = {
  sent: { signedAt: IsNull(), endedAt: IsNull() },
  signed: { signedAt: Not(IsNull()), endedAt: IsNull() },
  ended: { endedAt: Not(IsNull()) },
};

/**
 * A department's slips in the order of their last change. Its system polls with the cursor of the last answer and is
 * given every slip that has changed since, also by transactions that committed late (see `moveToEndOfInbox`).
 */
@Injectable()
export class ReadInbox {
  constructor(
    private readonly views: SlipViews,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(actor: Actor, { cursor, limit, status }: InboxQuery): Promise<InboxPage> {
    const after = decodeCursor(cursor, z.int32().nonnegative()) ?? 0;
    const rows = await this.db.manager.find(DispatchEntity, {
      where: {
        jurisdiction: actor.jurisdiction,
        department: actor.department!,
        position: MoreThan(after),
        ...(status && WITH_STATE[status]),
      },
      order: { position: 'asc' },
      take: limit + 1,
    });
    const shown = rows.slice(0, limit);
    return {
      items: await this.views.of(this.db.manager, shown, actor),
      next: encodeCursor(shown.at(-1)?.position ?? after),
      more: rows.length > limit,
    };
  }
}
