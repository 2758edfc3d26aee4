import { addDays, type LocalDate } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from '../complaint.js';

const OPEN = `c.status not in ('closed', 'archived')`;

/** A clock that another calendar may count otherwise. */
const COUNTED_ANEW = `$[*] ? ((@.endedAt == null || (@.provisional == true && @.overdueAt == @.dueAt))
  && (@.dueAt >= $first || @.askedDueAt >= $first))`;

/** A page of open cases, by id. */
interface Position {
  after: string | null;
  limit: number;
}

/**
 * Open cases with a clock that runs on `firstDay` or later, or ended late by a deadline that was provisional: no other deadline
 * depends on that day. A day's close of business in Shanghai is written with that day's date or, for a very early one, the
 * date before.
 */
export async function casesRunningOn(
  tx: EntityManager,
  firstDay: LocalDate,
  { after, limit }: Position,
): Promise<Complaint[]> {
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c
     where ${OPEN} and ($1::uuid is null or c.id > $1)
       and jsonb_path_exists(c.clocks, '${COUNTED_ANEW}', jsonb_build_object('first', $2::text))
     order by c.id limit $3`,
    [after, addDays(firstDay, -1), limit],
  );
  return rows.map(toComplaint);
}

/** Open cases of the jurisdiction that are judged by another version of its policy. */
export async function casesUnderOtherPolicies(
  tx: EntityManager,
  jurisdiction: string,
  version: number,
  { after, limit }: Position,
): Promise<Complaint[]> {
  const rows = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c
     where ${OPEN} and c.jurisdiction = $1 and c.policy_version <> $2 and ($3::uuid is null or c.id > $3)
     order by c.id limit $4`,
    [jurisdiction, version, after, limit],
  );
  return rows.map(toComplaint);
}
