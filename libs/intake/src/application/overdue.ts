import { isDeadline, isLate, type CaseClock } from '@bancheng/domain';

/** Whether a deadline was missed by `now`, marked already or not: the instants count, not the mark. */
export function isOverdue(clocks: readonly CaseClock[], now: string): boolean {
  return clocks
    .filter(isDeadline)
    .some((clock) => clock.overdueAt !== null || (clock.endedAt === null && isLate(now, clock.dueAt)));
}
