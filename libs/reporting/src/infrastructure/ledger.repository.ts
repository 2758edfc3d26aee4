import { addDays, instantAt, type CaseStatus, type LocalDate, type ReplyOutcome } from '@bancheng/domain';
import type { DataSource } from 'typeorm';
import type { LedgerRow } from '../application/project-case.js';

export interface LedgerSelection {
  jurisdiction: string;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
  status: CaseStatus | undefined;
  department: string | undefined;
  after: LedgerPosition | null;
  limit: number;
}

/** Where a page ends. */
export interface LedgerPosition {
  registeredAt: string;
  caseId: string;
}

type Dates = 'registered_at' | 'accepted_at' | 'due_at' | 'original_due_at' | 'next_due_at' | 'closed_at';

/** A ledger row as PostgreSQL gives it, with the last reply of each dispatch. */
export type StoredLedgerRow = Omit<LedgerRow, Dates> & {
  [D in Dates]: null extends LedgerRow[D] ? Date | null : Date;
} & { replies: { department: string; lead: boolean; outcome: ReplyOutcome; final: boolean }[] };

/** `limit + 1` rows in the order of registration. */
export async function readLedger(database: DataSource, selection: LedgerSelection): Promise<StoredLedgerRow[]> {
  const { jurisdiction, from, to, status, department, after, limit } = selection;
  return database.query<StoredLedgerRow[]>(
    `select l.*, coalesce(
       (select jsonb_agg(
          jsonb_build_object('department', d.department, 'lead', d.lead, 'outcome', d.outcome, 'final', d.final)
          order by d.sent_at, d.department)
        from reporting.dispatch d where d.case_id = l.case_id and d.outcome is not null), '[]') as replies
     from reporting.ledger l
     where l.jurisdiction = $1
       and ($2::timestamptz is null or l.registered_at >= $2)
       and ($3::timestamptz is null or l.registered_at < $3)
       and ($4::text is null or l.status = $4)
       and ($5::text is null or $5 = any(l.departments))
       and ($6::timestamptz is null or (l.registered_at, l.case_id) > ($6, $7::uuid))
     order by l.registered_at, l.case_id
     limit $8`,
    [
      jurisdiction,
      from === undefined ? null : startOfDay(from),
      to === undefined ? null : startOfDay(addDays(to, 1)),
      status ?? null,
      department ?? null,
      after?.registeredAt ?? null,
      after?.caseId ?? null,
      limit + 1,
    ],
  );
}

/** Midnight in Shanghai. */
export function startOfDay(date: LocalDate): string {
  return instantAt(date, '00:00');
}
