import { type Complaint } from '@bancheng/casebook';
import {
  deadlineAfter,
  endClock,
  progressClock,
  progressClocksOf,
  startClock,
  type CaseClock,
  type CaseRules,
} from '@bancheng/domain';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';

/**
 * 三(三) 跟踪: once a report of progress has met the deadline, the department reports again every so many working days
 * until the matter is solved. A reply ends the report that was due, late or not; a reply of progress starts the next.
 */
export function progressClocksAfterReply(
  complaint: Complaint,
  { id, department }: DispatchEntity,
  { final, at, rules }: { final: boolean; at: string; rules: CaseRules },
): CaseClock[] {
  const earlier = progressClocksOf(complaint, id);
  const met = earlier.filter(({ endedAt }) => endedAt === null).map((clock) => endClock(clock, at));
  if (final) return met;
  const { policy, calendar } = rules;
  const next = { ...progressClock(id, earlier.length + 1), department } as const;
  return [...met, startClock(next, at, deadlineAfter(at, policy.progressEveryWorkingDays, policy, calendar))];
}
