import type { ActKind, CaseStatus, ClockKind } from '@bancheng/domain';
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

/** The clerk who has the case now: a value, to be shown or compared. */
export function caseHandler(caseId: string): string {
  return `(select the_case.handler from casebook.complaint the_case where the_case.id = ${caseId})`;
}

/** Whether the slip of the case names this service of the catalogue and this 办件号; a parameter that is null asks for nothing. */
export function concernsService(caseId: string, serviceItem: string, applicationNumber: string): string {
  return `((${serviceItem}::text is null and ${applicationNumber}::text is null) or exists (
    select from casebook.particulars slip where slip.case_id = ${caseId}
      and (${serviceItem}::text is null or slip.service_item = ${serviceItem})
      and (${applicationNumber}::text is null or slip.application_number = ${applicationNumber})))`;
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

/** Whether an open clock of one of these kinds has passed its deadline at `now`. */
export function clockIsMissed(caseId: string, kinds: readonly ClockKind[], now: string): string {
  return `exists (select from casebook.complaint the_case, jsonb_array_elements(the_case.clocks) k
    where the_case.id = ${caseId} and k->>'kind' in (${quoted(kinds)}) and ${CLOCK_SQL.isMissed('k', now)})`;
}

/** Whether a call found the telephone number to be wrong (号码有误) and it was not corrected since. */
export function numberIsWrong(caseId: string): string {
  return `exists (select from casebook.act the_call
    where the_call.case_id = ${caseId} and the_call.kind = 'contactTried' and the_call.detail->>'result' = 'wrong-number'
      and not exists (select from casebook.act the_correction
        where the_correction.case_id = the_call.case_id and the_correction.seq > the_call.seq
          and the_correction.kind = 'amended' and the_correction.detail->'fields' ? 'phone'))`;
}

/** Whether a leader is to decide on a termination (终止) that was asked for in the present round. */
export function terminationPending(caseId: string): string {
  return `exists (select from casebook.act the_asking
    where the_asking.case_id = ${caseId} and the_asking.kind = 'terminationAsked'
      and not exists (select from casebook.act later where later.case_id = the_asking.case_id
        and later.seq > the_asking.seq and later.kind in ('terminationRefused', 'terminated', 'followUpOpened')))`;
}

/**
 * The slip that a department returned as beyond local authority (超出本级权限), or that a leader ruled to be so, while 帮办代办 is the
 * way on: a value; null once the case was sent on or handed over, and where no slip came back so.
 */
export function slipBeyondAuthority(caseId: string): string {
  return `(select the_return.detail->>'dispatchId' from casebook.act the_return
    where the_return.case_id = ${caseId} and (
        (the_return.kind = 'returned' and the_return.detail->>'proposedDepartment' is null
          and not (the_return.detail->>'toLeader')::boolean)
        or (the_return.kind = 'returnRuled' and the_return.detail->>'ruledDepartment' is null))
      and not exists (select from casebook.act later where later.case_id = the_return.case_id
        and later.seq > the_return.seq and later.kind in ('dispatched', 'transferred', 'followUpOpened'))
    order by the_return.seq desc limit 1)`;
}
