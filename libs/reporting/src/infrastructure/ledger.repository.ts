import { caseHandler, concernsService } from '@bancheng/casebook';
import type { LedgerEntry, LedgerQuery, LedgerRemark } from '@bancheng/contracts/http/reporting';
import { addDays, instantAt, type LocalDate, type ReplyOutcome } from '@bancheng/domain';
import type { DataSource } from 'typeorm';
import type { LedgerRow } from '../project-case.js';

export type LedgerSelection = Pick<
  LedgerQuery,
  | 'from'
  | 'to'
  | 'status'
  | 'department'
  | 'type'
  | 'channel'
  | 'handler'
  | 'serviceItem'
  | 'applicationNumber'
  | 'remark'
  | 'order'
  | 'limit'
> & {
  jurisdiction: string;
  after: LedgerPosition | null;
  /** UTC; lateness is judged by it. */
  now: string;
};

/** Where a page ends: the year and the sequence of a number. */
export interface LedgerPosition {
  year: number;
  sequence: number;
}

type Dates =
  | 'registered_at'
  | 'accepted_at'
  | 'due_at'
  | 'original_due_at'
  | 'next_due_at'
  | 'progress_at'
  | 'solved_at'
  | 'completed_at'
  | 'closed_at';

/** A ledger row as PostgreSQL gives it, with the last reply and the clock of each dispatch, and the first case's number. */
export type StoredLedgerRow = Omit<LedgerRow, Dates> & {
  [D in Dates]: null extends LedgerRow[D] ? Date | null : Date;
} & {
  handler: string | null;
  remarks: LedgerRemark[];
  replies: { dispatchId: string; department: string; lead: boolean; outcome: ReplyOutcome; final: boolean }[];
  department_limits: LedgerEntry['departmentLimits'];
  verdicts: LedgerEntry['result']['verdicts'];
  first_number: string | null;
};

/** When a remark stands in a row; $3 is the present. Lateness is by the instants: a mark that is late changes nothing. */
const REMARKS: Readonly<Record<LedgerRemark, string>> = {
  anonymous: 'l.anonymous',
  declined: 'l.decline_reason is not null',
  extended: 'l.extended',
  'provisional-deadline': 'l.provisional',
  overdue: '(l.overdue or coalesce(l.next_due_at < $3::timestamptz, false))',
  'overdue-taken-back': 'l.overdue_taken_back',
  withdrawn: `(l.status = 'withdrawn' or l.follow_up_excluded is not distinct from 'withdrawn')`,
  unreachable: 'l.unreachable',
  suspended: `exists (select from reporting.dispatch d
    where d.case_id = l.case_id and d.due_at is not null and d.suspensions <> '[]')`,
  'dependent-follow-up': 'l.dependent_follow_up',
  reopened: 'l.reopened',
  merged: 'l.merged_into is not null',
  repeated: 'l.repeated',
  offline: 'l.offline',
};
const REMARKS_OF = `array_remove(array[${Object.entries(REMARKS)
  .map(([remark, stands]) => `case when ${stands} then '${remark}' end`)
  .join(', ')}], null)`;

/** A number's place: the sequence widens, so that its text has another order. */
const PLACE = [`split_part(l.number, '-', 3)::int`, `split_part(l.number, '-', 4)::bigint`];

/** What a row lists of its parts and rounds. */
const LISTS_OF = `
  coalesce(
    (select jsonb_agg(
       jsonb_build_object('dispatchId', d.dispatch_id, 'department', d.department, 'lead', d.lead, 'outcome', d.outcome,
         'final', d.final) order by d.sent_at, d.department)
     from reporting.dispatch d where d.case_id = l.case_id and d.outcome is not null), '[]') as replies,
  coalesce(
    (select jsonb_agg(
       jsonb_build_object('department', d.department, 'dueAt', ${isoOf('d.due_at')},
         'originalDueAt', ${isoOf('d.original_due_at')}, 'endedAt', ${isoOf('d.ended_at')},
         'overdue', d.overdue_at is not null or (d.ended_at is null and d.due_at < coalesce(d.paused_at, $3)),
         'suspensions', d.suspensions)
       order by d.sent_at, d.department)
     from reporting.dispatch d where d.case_id = l.case_id and d.due_at is not null), '[]') as department_limits,
  coalesce(
    (select jsonb_agg(
       jsonb_build_object('round', v.round, 'at', ${isoOf('v.at')}, 'by', v.by, 'grade', v.grade,
         'responded', v.responded, 'solved', v.solved) order by v.seq)
     from reporting.verdict v where v.case_id = l.case_id and v.grade is not null), '[]') as verdicts`;

/** `limit + 1` rows in the order of their numbers. */
export async function readLedger(database: DataSource, selection: LedgerSelection): Promise<StoredLedgerRow[]> {
  const { jurisdiction, from, to, remark, order, after, limit, now } = selection;
  const { status, department, type, channel, handler, serviceItem, applicationNumber } = selection;
  return database.query<StoredLedgerRow[]>(
    `select l.*, ${caseHandler('l.case_id')} as handler, ${REMARKS_OF} as remarks,
       (select f.number from reporting.ledger f where f.case_id = l.merged_into) as first_number,
       ${LISTS_OF}
     from reporting.ledger l
     where l.jurisdiction = $1
       and ($4::timestamptz is null or l.registered_at >= $4)
       and ($5::timestamptz is null or l.registered_at < $5)
       and ($6::text is null or l.status = $6)
       and ($7::text is null or $7 = any(l.departments))
       and ($8::text is null or l.type = $8)
       and ($9::text is null or l.channel = $9)
       and ($10::text is null or ${caseHandler('l.case_id')} = $10)
       and ${concernsService('l.case_id', '$13', '$14')}
       and ${remark === undefined ? 'true' : REMARKS[remark]}
       and ($11::int is null or (${PLACE.join(', ')}) ${order === 'asc' ? '>' : '<'} ($11, $12::bigint))
     order by ${PLACE.map((part) => `${part} ${order}`).join(', ')}
     limit $2`,
    [
      ...[jurisdiction, limit + 1, now],
      ...[from === undefined ? null : startOfDay(from), to === undefined ? null : startOfDay(addDays(to, 1))],
      ...[status, department, type, channel, handler, after?.year, after?.sequence].map((given) => given ?? null),
      ...[serviceItem, applicationNumber].map((given) => given ?? null),
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
