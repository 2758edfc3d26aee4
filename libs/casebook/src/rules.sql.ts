/** The version of the calendar taken last; null while it is the one that the product ships with. */
export const CALENDAR_IN_FORCE = '(select t.version from casebook.calendar_taking t order by t.id desc limit 1)';

/** The version of the policy in force in `jurisdiction` at `at`, both SQL expressions; 0 where none was set. */
export function policyInForce(jurisdiction: string, at: string): string {
  return `coalesce((select p.version from casebook.policy p where p.jurisdiction = ${jurisdiction}
    and p.effective_from <= ${at} order by p.effective_from desc, p.version desc limit 1), 0)`;
}
