import { isDeadline, isMissed, type CaseClock } from '@bancheng/domain';

/** Whether a deadline was missed by `now`, marked already or not: the instants count, not the mark. */
export function isOverdue(clocks: readonly CaseClock[], now: string): boolean {
  return clocks.filter(isDeadline).some((clock) => clock.overdueAt !== null || isMissed(clock, now));
}
