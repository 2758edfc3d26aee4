import { clockView, HallRules, ParticularsReader, readCases } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { PendingReturn, RefusedSignal } from '@bancheng/contracts/http/leader';
import { onBehalfOf } from '@bancheng/directory';
import { clockOf, dispatchClock } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageOf,
  type Actor,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { pendingReturns } from '../infrastructure/pending-returns.js';
import { refusedSignals } from '../infrastructure/refused-signals.js';

/** The first year with four digits: PostgreSQL and JavaScript write earlier ones in different ways. */
const START = '1000-01-01T00:00:00.000Z';
const position = instant.refine((at) => at >= START);
const returnPosition = z.strictObject({ returnedAt: position, dispatchId: uuid });
const signalPosition = z.strictObject({ at: position, caseId: uuid, effectKey: z.string().regex(/^[\x21-\x7e]+$/) });
const NIL = '00000000-0000-0000-0000-000000000000';

/** Of the slips, what waits for a leader of the jurisdiction (分管负责人, 工作专班领导); the longest waiting first. */
@Injectable()
export class LeaderQueues {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** Second returns not ruled on yet; for leaders and their deputies. @throws Problem 403 as `onBehalfOf` */
  async returns(actor: Actor, { cursor, limit }: PageQuery): Promise<Page<PendingReturn>> {
    const after = decodeCursor(cursor, returnPosition) ?? { returnedAt: START, dispatchId: NIL };
    await onBehalfOf(this.db.manager, actor, this.clock.now());
    const rows = await pendingReturns(this.db.manager, actor.jurisdiction, after, limit + 1);
    const caseIds = [...new Set(rows.map((row) => row.caseId))];
    const cases = await readCases(this.db.manager, caseIds);
    const redact = await this.particulars.redactorFor(this.db.manager, caseIds, actor);
    const now = this.clock.now();
    const calendar = await this.rules.calendarInForce(this.db.manager);
    return pageOf(
      rows,
      limit,
      ({ dispatchId, caseId, department, reason, proposedDepartment, returnedAt }) => {
        const complaint = cases.get(caseId)!;
        const clock = clockView(clockOf(complaint, dispatchClock(dispatchId))!, now, calendar);
        const about = { dispatchId, department, complaintId: caseId, number: complaint.number };
        return { ...about, reason: redact(reason), proposedDepartment, returnedAt, clock };
      },
      ({ returnedAt, dispatchId }) => ({ returnedAt, dispatchId }),
    );
  }

  /** Public signals that changed nothing, the latest first. */
  async refusedSignals(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<RefusedSignal>> {
    const after = decodeCursor(cursor, signalPosition);
    const rows = await refusedSignals(this.db.manager, jurisdiction, after, limit + 1);
    return pageOf(
      rows,
      limit,
      ({ caseId, name, code, digest, at }) => ({ complaintId: caseId, name, code, digest, at }),
      ({ at, caseId, effectKey }) => ({ at, caseId, effectKey }),
    );
  }
}
