import { instant } from '@bancheng/contracts';
import type { WorklistName } from '@bancheng/contracts/http/complaints';
import { ACTS, addDays, instantAt, localDateOf, UNASSIGNED } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { numberIsWrong, slipBeyondAuthority, terminationPending } from '../case-predicates.sql.js';
import { CLOCK_SQL, quoted } from '../clock-sql.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '../complaint.js';

/** Where a page of a worklist ends: the deadline ('infinity' for a case without one), then the id. */
export const worklistPosition = z.strictObject({
  dueAt: z.union([instant, z.literal('infinity')]),
  id: z.uuid(),
});
export type WorklistPosition = z.output<typeof worklistPosition>;

export interface WorklistQuery {
  readonly jurisdiction: string;
  /** Whose cases; null for the whole hall's. */
  readonly handler: string | null;
  readonly after: WorklistPosition | null;
  readonly limit: number;
}

export interface WorklistRow {
  readonly complaint: Complaint;
  readonly dueAt: string | null;
}

const OPEN = `c.status not in ('merged', 'closed', 'archived')`;

/** Handled, also closed lately: no closing waits for the cause, and nobody is asked for an old case's. */
const WITHOUT_CAUSE = `c.status in (${quoted(ACTS.causeRecorded.from)}) and c.type is not null and c.merged_into is null
  and (c.closed_at is null or c.closed_at > clock.now - interval '30 days')
  and not exists (select from casebook.act a where a.case_id = c.id and a.kind = 'causeRecorded')`;

/** Whether one of the case's running deadlines is so; `k` names it. */
function running(is: string): string {
  return `exists (select from jsonb_array_elements(c.clocks) k
    where ${CLOCK_SQL.isDeadline('k')} and ${CLOCK_SQL.isOpen('k')} and k->>'pausedAt' is null and ${is})`;
}

/** What a list holds, most by the due instants of any running deadline; today begins and ends in Shanghai. */
const DUE: Readonly<Record<WorklistName, string>> = {
  open: 'true',
  'due-today': `c.due_at < clock.tomorrow and ${running("(k->>'dueAt')::timestamptz >= clock.today and (k->>'dueAt')::timestamptz < clock.tomorrow")}`,
  yellow: `c.yellow_at <= clock.now and ${running("(k->>'yellowAt')::timestamptz <= clock.now and (k->>'dueAt')::timestamptz >= clock.now")}`,
  red: 'c.due_at < clock.now',
  unassigned: 'true',
  // 回访时号码有误：更正前无法回访
  'wrong-number': `c.status = 'follow-up' and ${numberIsWrong('c.id')}`,
  // 终止待负责人审批
  'termination-pending': terminationPending('c.id'),
  // 超出本级权限退回，待转交帮办代办
  'to-transfer': `c.status in (${quoted(ACTS.transferred.from)}) and ${slipBeyondAuthority('c.id')} is not null`,
  'without-cause': 'true',
};

/**
 * One page of a worklist as it is at `now`, the next deadline first: cases not yet closed nor merged under another, chosen by
 * comparing due instants, never by flags that a timer may not have set yet; `without-cause` also holds closed ones.
 */
export async function readWorklist(
  tx: EntityManager,
  name: WorklistName,
  { jurisdiction, handler, after, limit }: WorklistQuery,
  now: string,
): Promise<WorklistRow[]> {
  const today = localDateOf(now);
  const rows = await tx.query<(ComplaintRow & { due_at: Date | null })[]>(
    `select ${COMPLAINT_COLUMNS}, c.due_at from casebook.complaint c
     cross join (values ($6::timestamptz, $7::timestamptz, $8::timestamptz)) as clock (now, today, tomorrow)
     where c.jurisdiction = $1 and ${name === 'without-cause' ? WITHOUT_CAUSE : OPEN}
       and ($2::text is null or c.handler = $2) and ${DUE[name]}
       and ($3::timestamptz is null or (coalesce(c.due_at, 'infinity'), c.id) > ($3, $4::uuid))
     order by coalesce(c.due_at, 'infinity'), c.id limit $5`,
    [
      jurisdiction,
      name === 'unassigned' ? UNASSIGNED : handler,
      after?.dueAt ?? null,
      after?.id ?? null,
      limit,
      now,
      instantAt(today, '00:00'),
      instantAt(addDays(today, 1), '00:00'),
    ],
  );
  return rows.map((row) => ({ complaint: toComplaint(row), dueAt: row.due_at?.toISOString() ?? null }));
}
