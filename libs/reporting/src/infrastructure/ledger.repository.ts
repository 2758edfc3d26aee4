import { addDays, instantAt, type CaseStatus, type LocalDate, type ReplyOutcome } from '@bancheng/domain';
import type { LedgerEntry } from '@bancheng/contracts/http/reporting';
import type { DataSource } from 'typeorm';
import type { LedgerRow } from '../project-case.js';

export interface LedgerSelection {
  jurisdiction: string;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
  status: CaseStatus | undefined;
  department: string | undefined;
  after: LedgerPosition | null;
  limit: number;
  /** UTC; lateness is judged by it. */
  now: string;
}

/** Where a page ends. */
export interface LedgerPosition {
  registeredAt: string;
  caseId: string;
}

type Dates =
  | 'registered_at'
  | 'accepted_at'
  | 'due_at'
  | 'original_due_at'
  | 'next_due_at'
  | 'progress_at'
  | 'solved_at'
  | 'closed_at';

/** A ledger row as PostgreSQL gives it, with the last reply and the clock of each dispatch, and the first case's number. */
export type StoredLedgerRow = Omit<LedgerRow, Dates> & {
  [D in Dates]: null extends LedgerRow[D] ? Date | null : Date;
} & {
  replies: { department: string; lead: boolean; outcome: ReplyOutcome; final: boolean }[];
  department_limits: LedgerEntry['departmentLimits'];
  verdicts: LedgerEntry['result']['verdicts'];
  first_number: string | null;
};

/** `limit + 1` rows in the order of registration. */
export async function readLedger(database: DataSource, selection: LedgerSelection): Promise<StoredLedgerRow[]> {
  const { jurisdiction, from, to, status, department, after, limit, now } = selection;
  return database.query<StoredLedgerRow[]>(
    `select l.*, (select f.number from reporting.ledger f where f.case_id = l.merged_into) as first_number, coalesce(
       (select jsonb_agg(
          jsonb_build_object('department', d.department, 'lead', d.lead, 'outcome', d.outcome, 'final', d.final)
          order by d.sent_at, d.department)
        from reporting.dispatch d where d.case_id = l.case_id and d.outcome is not null), '[]') as replies,
       coalesce(
         (select jsonb_agg(
            jsonb_build_object('department', d.department, 'dueAt', ${isoOf('d.due_at')},
              'originalDueAt', ${isoOf('d.original_due_at')}, 'endedAt', ${isoOf('d.ended_at')},
              'overdue', d.overdue_at is not null or (d.ended_at is null and d.due_at < coalesce(d.paused_at, $9)),
              'suspensions', d.suspensions)
            order by d.sent_at, d.department)
          from reporting.dispatch d where d.case_id = l.case_id and d.due_at is not null), '[]') as department_limits,
       coalesce(
         (select jsonb_agg(
            jsonb_build_object('round', v.round, 'at', ${isoOf('v.at')}, 'by', v.by, 'grade', v.grade,
              'responded', v.responded, 'solved', v.solved) order by v.seq)
          from reporting.verdict v where v.case_id = l.case_id and v.grade is not null), '[]') as verdicts
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
      now,
    ],
  );
}

/** An instant inside JSON, as `toISOString` writes it. */
function isoOf(column: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** Midnight in Shanghai. */
export function startOfDay(date: LocalDate): string {
  return instantAt(date, '00:00');
}
