import { forbidden, type Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** The acts of follow-up itself: an officer who tried yesterday may try again today. */
const FOLLOW_UP_ACTS = ['contactTried', 'graded'];

const HANDLED_SQL = `
select c.id from casebook.complaint c
where c.id = any($1) and (c.handler = $2 or exists (
  select from casebook.act a
  where a.case_id = c.id and (
    (a.actor = $2 and a.kind <> all($3)) or (a.kind = 'handedOver' and $2 in (a.detail->>'from', a.detail->>'to'))
  )
))`;

/**
 * Of these cases, those that the actor may follow up: 回访 is made by someone who neither tracks or tracked the case, nor
 * did anything in it, nor belongs to a department (三(五)).
 */
export async function independentOf(
  tx: EntityManager,
  caseIds: readonly string[],
  actor: Actor,
): Promise<ReadonlySet<string>> {
  if (actor.department !== null) return new Set();
  const rows = await tx.query<{ id: string }[]>(HANDLED_SQL, [caseIds, actor.subject, FOLLOW_UP_ACTS]);
  const handled = new Set(rows.map((row) => row.id));
  return new Set(caseIds.filter((caseId) => !handled.has(caseId)));
}

/** @throws Problem 403 `not-independent` */
export async function requireIndependence(tx: EntityManager, caseId: string, actor: Actor): Promise<void> {
  const independent = await independentOf(tx, [caseId], actor);
  if (!independent.has(caseId)) throw forbidden('not-independent', '回访须由未经手该件、不属于承办单位的人员进行');
}
