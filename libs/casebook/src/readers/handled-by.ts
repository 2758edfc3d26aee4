import { actsThat } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** The acts of follow-up itself: an officer who tried yesterday may try again today. */
const FOLLOW_UP_ACTS = actsThat(({ handles }) => !handles);

/** Whether `subject` tracks or tracked the case `c` or did anything in it; `$3` are the acts of follow-up. */
const handledBy = (subject: string) => `(c.handler = ${subject} or exists (
  select from casebook.act a
  where a.case_id = c.id and (
    (a.actor = ${subject} and a.kind <> all($3))
    or (a.kind = 'handedOver' and ${subject} in (a.detail->>'from', a.detail->>'to'))
  )
))`;

/** Of these cases, those that the officer tracks or tracked, or did anything in but follow-up. */
export async function casesHandledBy(
  tx: EntityManager,
  caseIds: readonly string[],
  subject: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `select c.id from casebook.complaint c where c.id = any($1) and ${handledBy('$2')}`,
    [caseIds, subject, FOLLOW_UP_ACTS],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether one of these officers did not handle the case, in the sense of `casesHandledBy`. */
export async function oneDidNotHandle(
  tx: EntityManager,
  caseId: string,
  subjects: readonly string[],
): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `select from casebook.complaint c, unnest($2::text[]) as o (subject)
     where c.id = $1 and not ${handledBy('o.subject')} limit 1`,
    [caseId, subjects, FOLLOW_UP_ACTS],
  );
  return rows.length > 0;
}
