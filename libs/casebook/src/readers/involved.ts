import { actsThat } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { HALL_ACCUSED } from '../blindness.sql.js';

/** The acts of follow-up itself: an officer who tried yesterday may try again today. */
const FOLLOW_UP_ACTS = actsThat(({ handles }) => !handles);

/**
 * Whether `subject` tracks or tracked the case `c`, did anything in it, or is accused in it, as everybody of the hall is where the
 * hall itself is; `$3` are the acts of follow-up.
 */
const involves = (subject: string) => `(c.handler = ${subject}
  or c.accused @> jsonb_build_array(jsonb_build_object('subject', ${subject}))
  or ${HALL_ACCUSED}
  or exists (
  select from casebook.act a
  where a.case_id = c.id and (
    (a.actor = ${subject} and a.kind <> all($3))
    or (a.kind = 'handedOver' and ${subject} in (a.detail->>'from', a.detail->>'to'))
  )
))`;

/** Of these cases, those that the officer may not follow up, because they handled them or are accused in them. */
export async function casesInvolving(
  tx: EntityManager,
  caseIds: readonly string[],
  subject: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `select c.id from casebook.complaint c where c.id = any($1) and ${involves('$2')}`,
    [caseIds, subject, FOLLOW_UP_ACTS],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether the case does not involve one of these officers, in the sense of `casesInvolving`. */
export async function oneNotInvolved(tx: EntityManager, caseId: string, subjects: readonly string[]): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select from casebook.complaint c, unnest($2::text[]) as o (subject)
     where c.id = $1 and not ${involves('o.subject')} limit 1`,
    [caseId, subjects, FOLLOW_UP_ACTS],
  );
  return rows.length > 0;
}
