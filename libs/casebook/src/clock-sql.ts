import { NOT_DEADLINES, OBLIGATIONS } from '@bancheng/domain';

/** Names of domain's own, as a list of SQL literals. */
export const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

/** `lateAfter` */
const lateAfter = (k: string) => `coalesce(${k}->>'askedDueAt', ${k}->>'dueAt')::timestamptz`;

/**
 * The predicates of domain's clocks as SQL over one element of `complaint.clocks`; `k` names the element (jsonb), instants are
 * SQL expressions. Made of the same constants, and a test asks both about random clocks.
 */
export const CLOCK_SQL = {
  /** `isOpen` */
  isOpen: (k: string) => `${k}->>'endedAt' is null`,
  /** `isDeadline` */
  isDeadline: (k: string) => `${k}->>'kind' not in (${quoted(NOT_DEADLINES)})`,
  /** `openObligations` of this clock alone */
  isOpenObligation: (k: string) => `(${k}->>'kind' in (${quoted(OBLIGATIONS)}) and ${k}->>'endedAt' is null)`,
  /** `isMissed` */
  isMissed: (k: string, now: string) =>
    `(${k}->>'endedAt' is null and ${lateAfter(k)} < coalesce((${k}->>'pausedAt')::timestamptz, ${now}))`,
  /** `owesRed` */
  owesRed: (k: string, now: string) =>
    `(${k}->>'endedAt' is null and ${k}->>'pausedAt' is null and ${lateAfter(k)} < ${now}
      and ${k}->>'overdueAt' is distinct from ${k}->>'dueAt')`,
} as const;
