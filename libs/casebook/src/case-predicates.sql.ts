import type { ActKind, CaseStatus } from '@bancheng/domain';
import { CLOCK_SQL, quoted } from './clock-sql.js';

/**
 * What a service's own query may ask of a case, as SQL predicates; every argument but the constants is an SQL expression of
 * the caller's query (`'r.case_id'`). Each is looked up by the case's id.
 */

/** Whether the case stands in one of these statuses now. */
export function caseStands(caseId: string, statuses: readonly CaseStatus[]): string {
  return `exists (select from casebook.complaint the_case
    where the_case.id = ${caseId} and the_case.status in (${quoted(statuses)}))`;
}

/** Whether the clock `clockId` of the case is open; with `dueAt`, and still due at that instant. */
export function clockIsOpen(caseId: string, clockId: string, dueAt?: string): string {
  const unmoved = dueAt === undefined ? '' : ` and (k->>'dueAt')::timestamptz = ${dueAt}`;
  return `exists (select from casebook.complaint the_case, jsonb_array_elements(the_case.clocks) k
    where the_case.id = ${caseId} and k->>'clockId' = ${clockId} and ${CLOCK_SQL.isOpen('k')}${unmoved})`;
}

/** Whether one of these acts was recorded of the case at `since` or later. */
export function actedSince(caseId: string, kinds: readonly ActKind[], since: string): string {
  return `exists (select from casebook.act the_act
    where the_act.case_id = ${caseId} and the_act.kind in (${quoted(kinds)}) and the_act.at >= ${since})`;
}
