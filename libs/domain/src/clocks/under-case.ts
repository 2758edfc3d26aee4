import type { CaseRules } from '../hall-policy.js';
import { localDateOf, type Instant } from '../local-time.js';
import { isMissed, isOpen, lateAfter, type CaseClock } from './case-clock.js';
import { underCase, warningAt } from './deadlines.js';

/**
 * The dispatches' clocks under a case clock that has moved to `caseDueAt`, or was met (null): those that change. One that was
 * missed stays as it is.
 */
export function dispatchClocksUnderCase(
  clocks: readonly CaseClock[],
  caseDueAt: Instant | null,
  at: Instant,
  { policy, calendar }: CaseRules,
): CaseClock[] {
  return clocks.flatMap((clock) => {
    if (clock.kind !== 'dispatch' || !isOpen(clock) || isMissed(clock, at)) return [];
    const { askedDueAt: _askedDueAt, ...rest } = clock;
    const term = underCase(lateAfter(clock), caseDueAt, at);
    if (term.dueAt === clock.dueAt) return [];
    const provisional = !calendar.covers(localDateOf(clock.startedAt), localDateOf(term.dueAt));
    return [{ ...rest, ...term, yellowAt: warningAt(at, term, policy, calendar), yellowWarnedAt: null, provisional }];
  });
}
