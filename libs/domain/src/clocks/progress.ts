import type { CaseRules } from '../hall-policy.js';
import type { Instant } from '../local-time.js';
import { endClock, isOpen, startClock, stopClock, type CaseClock } from './case-clock.js';
import { progressClock, progressClocksOf } from './clock-ref.js';
import { deadlineAfter } from './deadlines.js';

/**
 * 三(三) 跟踪: once a report of progress has met the deadline, whoever made it reports again every so many working days until
 * the matter is solved. A report ends the one that was due, late or not; one that is not final starts the next.
 * @param part the slip and its department, or `OFFICE` and null
 */
export function progressClocksAfter(
  complaint: { readonly clocks: readonly CaseClock[] },
  { id, department }: { readonly id: string; readonly department: string | null },
  { final, at, rules }: { final: boolean; at: string; rules: CaseRules },
): CaseClock[] {
  const earlier = progressClocksOf(complaint, id);
  const met = earlier.filter(isOpen).map((clock) => endClock(clock, at));
  if (final) return met;
  const { policy, calendar } = rules;
  const next = { ...progressClock(id, earlier.length + 1), department } as const;
  return [...met, startClock(next, at, deadlineAfter(at, policy.progressEveryWorkingDays, policy, calendar))];
}

/** Reports that nobody owes any more: the open ones among these clocks stop, met by nothing. */
export function stopProgress(clocks: readonly CaseClock[], at: Instant): CaseClock[] {
  return clocks.filter((clock) => clock.kind === 'progress' && isOpen(clock)).map((clock) => stopClock(clock, at));
}
