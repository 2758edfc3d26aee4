import type { Complaint } from '@bancheng/casebook';
import { isDeadline, isMissed } from '@bancheng/domain';

/**
 * Whether a deadline was missed by `now`, marked already or not: the instants count, not the mark. A merged case shows
 * only what was marked before the merge, since its clocks run on unseen.
 */
export function isOverdue({ status, clocks }: Pick<Complaint, 'status' | 'clocks'>, now: string): boolean {
  return clocks
    .filter(isDeadline)
    .some((clock) => clock.overdueAt !== null || (status !== 'merged' && isMissed(clock, now)));
}
