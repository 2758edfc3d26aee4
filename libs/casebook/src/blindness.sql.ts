import type { Actor } from '@bancheng/platform';
import { partEndedBy } from './case-part.sql.js';

const WHOLE_CASE_ROLES: readonly string[] = ['clerk', 'leader', 'follow-up-officer', 'admin'];

/** Whether a role sees everything of the cases of its jurisdiction; a department sees its own part. */
export function isWholeCaseRole(role: string): boolean {
  return WHOLE_CASE_ROLES.includes(role);
}

export function seesWholeCase(actor: Actor): boolean {
  return actor.roles.some(isWholeCaseRole);
}

/**
 * What blindness asks of a reader, as a query's parameter.
 * @param sentNow whether to see the case as a department does that was sent it now, whatever became of its earlier parts
 */
export function asReader(actor: Actor, sentNow = false): string {
  const { subject, jurisdiction, department, roles } = actor;
  const leads = roles.includes('leader');
  return JSON.stringify({ subject, jurisdiction, department, whole: seesWholeCase(actor), leads, sentNow });
}

/** Whether a leader gave the case `c` to the reader: to handle it, or to follow it up. */
const entrusted = (reader: string) => `(c.handler = ${reader}->>'subject' or exists (
  select from casebook.act entrusting where entrusting.case_id = c.id and entrusting.kind = 'followUpAssigned'
    and entrusting.role = 'leader' and entrusting.detail->>'officer' = ${reader}->>'subject'))`;

/** SQL: whether the hall itself is said to have behaved badly in the case `c`; see `accusesHall`. */
export const HALL_ACCUSED = `('conduct' = any(c.matter_kinds) and c.accused @> '[{"department": null, "subject": null}]')`;

/**
 * SQL: whether `reader` (`asReader`, as jsonb) may not know who the citizen of the case `c` is. A person of the hall who is accused
 * may not, whatever the matter. Where conduct is complained of, neither may the accused departments nor those above and below
 * them, whatever else their people may do here; no department where nobody is named; and where the hall itself is accused, of
 * its people only leaders and whom they gave the case to. A citizen who asked for confidentiality is hidden from all departments,
 * and every citizen from a department whose part in the case has ended.
 * @param partEnded where the statement has `partEndedBy` of this reader already
 */
export function identityWithheld(reader: string, partEnded = partEndedBy(reader)): string {
  return `(
    c.accused @> jsonb_build_array(jsonb_build_object('subject', ${reader}->'subject'))
    or (c.confidential and not (${reader}->>'whole')::boolean)
    or ('conduct' = any(c.matter_kinds) and case
      when exists (
        select from jsonb_array_elements(c.accused) one
        where one->>'department' = any((select casebook.line_of(${reader}->>'jurisdiction', ${reader}->>'department'))::text[])
      ) then true
      when (${reader}->>'whole')::boolean then
        ${HALL_ACCUSED} and not (${reader}->>'leads')::boolean and not ${entrusted(reader)}
      else c.accused = '[]' end)
    or (${partEnded}) is not null)`;
}
