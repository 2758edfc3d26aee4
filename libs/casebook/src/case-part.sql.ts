import { CLOCK_SQL } from './clock-sql.js';

/**
 * SQL: the act that ended the last part which the department of `reader` (`asReader`, as jsonb) had in the case `c`: what came later
 * is not for it. A part is a clock that binds the department: a slip's, a commitment's. Null while one is open, where it never
 * had one, and for those who see whole cases.
 */
export function partEndedBy(reader: string): string {
  return `case when not (${reader}->>'whole')::boolean and not (${reader}->>'sentNow')::boolean and not exists (
      select from jsonb_array_elements(c.clocks) k
      where k->'department' = ${reader}->'department' and ${CLOCK_SQL.isOpen('k')})
    then (select max(binding.seq) from casebook.act binding where binding.case_id = c.id and jsonb_path_exists(
      binding.clocks, '$[*] ? (@.department == $whose)', jsonb_build_object('whose', ${reader}->'department'))) end`;
}
