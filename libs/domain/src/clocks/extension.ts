import type { CaseRules } from '../hall-policy.js';
import type { Instant } from '../local-time.js';
import { extendClock, isOpen, type CaseClock } from './case-clock.js';
import { currentCaseClock } from './clock-ref.js';
import { extendedTerm, isLate } from './deadlines.js';
import { dispatchClocksUnderCase } from './under-case.js';

/**
 * 延期 (三(三) 经批准可适当延期) of one clock of an accepted case by `workingDays`, granted at `at`: that clock, counted from its
 * old due date, and what moves with it. A slip's takes the case's own along where that would now end before it; the case's
 * own gives the slips that it cut short more of what they were asked for, and shortens none. A commitment's and an agency's stand alone.
 * @throws DomainError EXTENSION_DAYS_INVALID
 */
export function extendedClocks(
  clocks: readonly CaseClock[],
  clock: CaseClock,
  workingDays: number,
  at: Instant,
  rules: CaseRules,
): CaseClock[] {
  const deadline = extendedTerm(clock, workingDays, at, rules.policy, rules.calendar);
  const extended = extendClock(clock, deadline, at);
  if (clock.kind === 'case') {
    const cutShort = clocks.filter(({ askedDueAt }) => askedDueAt !== undefined);
    return [extended, ...dispatchClocksUnderCase(cutShort, extended.dueAt, at, rules)];
  }
  const { askedDueAt: _askedDueAt, ...ofCase } = deadline;
  const caseClock = currentCaseClock({ clocks })!;
  const caseMoves = clock.kind === 'dispatch' && isOpen(caseClock) && isLate(ofCase.dueAt, caseClock.dueAt);
  return [extended, ...(caseMoves ? [extendClock(caseClock, ofCase, at)] : [])];
}

/**
 * The clocks whose granted days count together towards the policy's cap: a department that is sent the matter a second time
 * in one round does not get the days a second time. Every other clock counts alone.
 */
export function sharingExtensions(clocks: readonly CaseClock[], clock: CaseClock): CaseClock[] {
  if (clock.kind !== 'dispatch') return [clock];
  const { startedAt } = currentCaseClock({ clocks })!;
  const { kind, department } = clock;
  return clocks.filter((one) => one.kind === kind && one.department === department && one.startedAt >= startedAt);
}
