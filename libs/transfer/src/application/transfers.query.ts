import { clockView, HallRules, ParticularsReader, readCases } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { Transfer, TransfersQuery } from '@bancheng/contracts/http/transfer';
import { agencyNames } from '@bancheng/directory';
import { transferClock, clockOf } from '@bancheng/domain';
import { CLOCK, decodeCursor, InjectDataSource, pageOf, type Actor, type Clock, type Page } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { TransferEntity } from '../infrastructure/transfer.entity.js';

const position = z.strictObject({ transferredAt: instant, id: uuid });
const START = { transferredAt: '1000-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };

/** 帮办代办 transfers of a jurisdiction in the order of handing over: what agencies still have, or what has ended. */
@Injectable()
export class Transfers {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('transfer') private readonly db: DataSource,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async page(actor: Actor, { cursor, limit, open }: TransfersQuery): Promise<Page<Transfer>> {
    const after = decodeCursor(cursor, position) ?? START;
    const tx = this.db.manager;
    const { jurisdiction } = actor;
    const rows = await transfersAfter(tx, { jurisdiction, open: open === 'true', after, limit: limit + 1 });
    const caseIds = [...new Set(rows.map(({ caseId }) => caseId))];
    const cases = await readCases(tx, caseIds);
    const redact = await this.particulars.redactorFor(tx, caseIds, actor);
    const names = await agencyNames(tx, jurisdiction, [...new Set(rows.map(({ agency }) => agency))]);
    const calendar = await this.rules.calendarInForce(tx);
    const now = this.clock.now();
    return pageOf(
      rows,
      limit,
      (row) => {
        const complaint = cases.get(row.caseId)!;
        const { number, status: caseStatus, seq: caseVersion } = complaint;
        const clock = clockView(clockOf(complaint, transferClock(row.id))!, now, calendar);
        return { ...shown(row, redact), number, caseStatus, caseVersion, agencyName: names.get(row.agency)!, clock };
      },
      ({ transferredAt, id }) => ({ transferredAt, id }),
    );
  }
}

function shown(row: TransferEntity, redact: (text: string) => string) {
  const { id: transferId, caseId: complaintId, agency, toldHow, toldAt, transferredAt } = row;
  const { acknowledgedBy, acknowledgedAt, outcome, endedAt, endedAs } = row;
  const told = (text: string | null) => (text === null ? null : redact(text));
  const citizenTold = toldHow === null || toldAt === null ? null : { how: toldHow, at: toldAt };
  return {
    ...{ transferId, complaintId, agency, reason: redact(row.reason), citizenTold, transferredAt },
    ...{ acknowledgedBy, acknowledgedAt, acknowledgementNote: told(row.acknowledgementNote) },
    ...{ outcome, endedAt, endedAs, endReason: told(row.endReason), returnedDispatchId: row.returnedDispatchId },
  };
}

function transfersAfter(
  tx: EntityManager,
  selection: { jurisdiction: string; open: boolean; after: { transferredAt: string; id: string }; limit: number },
): Promise<TransferEntity[]> {
  const { jurisdiction, open, after, limit } = selection;
  return tx
    .createQueryBuilder(TransferEntity, 't')
    .where('t.jurisdiction = :jurisdiction and (t.ended_at is null) = :open', { jurisdiction, open })
    .andWhere('(t.transferred_at, t.id) > (cast(:transferredAt as timestamptz), cast(:id as uuid))', after)
    .orderBy('t.transferredAt')
    .addOrderBy('t.id')
    .limit(limit)
    .getMany();
}
