import { ParticularsReader, type Particulars } from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { CatalogueItem } from '@bancheng/contracts/http/catalogues';
import type { LedgerEntry, LedgerQuery, LedgerRemark } from '@bancheng/contracts/http/reporting';
import { catalogueLabels } from '@bancheng/directory';
import { CLOCK, decodeCursor, InjectDataSource, pageOf, type Actor, type Clock, type Page } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { readLedger, type StoredLedgerRow } from '../infrastructure/ledger.repository.js';

const position = z.strictObject({ registeredAt: instant, caseId: uuid });

/** The 登记台账 (附件3), a page at a time. */
@Injectable()
export class ReadLedger {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    private readonly particulars: ParticularsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(
    actor: Actor,
    { cursor, limit, from, to, status, department }: LedgerQuery,
  ): Promise<Page<LedgerEntry>> {
    const after = decodeCursor(cursor, position);
    const filter = { jurisdiction: actor.jurisdiction, from, to, status, department };
    const now = this.clock.now();
    const rows = await readLedger(this.database, { ...filter, after, limit, now });
    const ids = rows.map((row) => row.case_id);
    const { manager } = this.database;
    const told = await this.particulars.readMany(manager, ids, actor);
    const reasons = rows.flatMap((row) => row.decline_reason ?? []);
    const key = { jurisdiction: actor.jurisdiction, catalogue: 'decline-reasons' } as const;
    const labels = await catalogueLabels(manager, key, reasons);
    return pageOf(
      rows,
      limit,
      (row) => entryOf(row, told.get(row.case_id), labels, now),
      (row) => ({ registeredAt: row.registered_at.toISOString(), caseId: row.case_id }),
    );
  }
}

type Labels = ReadonlyMap<string, string>;

function entryOf(row: StoredLedgerRow, told: Particulars | undefined, labels: Labels, now: string): LedgerEntry {
  return {
    caseId: row.case_id,
    status: row.status,
    registeredAt: row.registered_at.toISOString(),
    number: row.number,
    citizenName: told?.name ?? null,
    citizenPhone: told?.phone ?? null,
    matter: told?.record ?? null,
    acceptedAt: iso(row.accepted_at),
    timeLimit: { type: row.type, dueAt: iso(row.due_at), originalDueAt: iso(row.original_due_at) },
    departments: row.departments,
    departmentLimits: row.department_limits,
    agency: row.agency === null ? null : { code: row.agency, name: agencyNameOf(told), outcome: row.agency_outcome },
    result: {
      answeredOnTheSpot: row.answered,
      declineReason: itemOf(row.decline_reason, labels),
      progressAt: iso(row.progress_at),
      solvedAt: iso(row.solved_at),
      replies: row.replies,
      grade: row.grade,
      gradedBy: row.graded_by,
      rating: row.rating,
      verdicts: row.verdicts,
    },
    closedAt: iso(row.closed_at),
    mergedInto: row.first_number,
    remarks: remarksOf(row, now),
  };
}

function itemOf(code: string | null, labels: Labels): CatalogueItem | null {
  return code === null ? null : { code, label: labels.get(code) ?? code };
}

function agencyNameOf(told: Particulars | undefined): string | null {
  return told?.texts.findLast(({ kind }) => kind === 'transfer-agency')?.body ?? null;
}

/** Overdue by the instants themselves: a mark that is late for technical reasons changes nothing. */
function remarksOf(row: StoredLedgerRow, now: string): LedgerRemark[] {
  const stands: Record<LedgerRemark, boolean> = {
    anonymous: row.anonymous,
    extended: row.extended,
    'provisional-deadline': row.provisional,
    overdue: row.overdue || (row.next_due_at !== null && row.next_due_at.toISOString() < now),
    withdrawn: row.status === 'withdrawn' || row.follow_up_excluded === 'withdrawn',
    unreachable: row.unreachable,
    suspended: row.department_limits.some(({ suspensions }) => suspensions.length > 0),
    'dependent-follow-up': row.dependent_follow_up,
    reopened: row.reopened,
    merged: row.merged_into !== null,
    repeated: row.repeated,
    offline: row.offline,
  };
  return (Object.keys(stands) as LedgerRemark[]).filter((remark) => stands[remark]);
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
