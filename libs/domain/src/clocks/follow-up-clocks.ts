import { endClock, isOpen, startClock, type CaseClock, type ClockKind } from './case-clock.js';
import { claimClock, followUpClock, rulingClock, type ClockRef } from './clock-ref.js';
import { deadlineAfter } from './deadlines.js';
import type { CaseRules } from '../hall-policy.js';
import type { Instant } from '../local-time.js';
import { handlingRound, reworkDue } from '../rework.js';

type Clocks = readonly CaseClock[];

/** 三(五): by when the case's present round of 回访, opened at `at`, is taken up, and by when it is ended. */
export function followUpOpenedClocks(clocks: Clocks, at: Instant, rules: CaseRules): CaseClock[] {
  const round = handlingRound(clocks);
  const { followUpClaimWorkingDays, followUpWorkingDays } = rules.policy;
  return [
    started(claimClock(round), at, followUpClaimWorkingDays, rules),
    started(followUpClock(round), at, followUpWorkingDays, rules),
  ];
}

/** What of the clocks ends when an officer takes the follow-up up: is given it, or calls. */
export function followUpTakenClocks(clocks: Clocks, at: Instant): CaseClock[] {
  return ended(clocks, ['claim'], at);
}

/** What of the clocks ends with the follow-up itself. */
export function followUpEndedClocks(clocks: Clocks, at: Instant): CaseClock[] {
  return ended(clocks, ['claim', 'follow-up'], at);
}

/**
 * By when a leader rules on a 不满意 told at `at`; none where a rework opens by itself.
 * @param terminated a leader ended the round's handling (终止), so only a leader takes it up again
 */
export function rulingOwedClocks(clocks: Clocks, terminated: boolean, at: Instant, rules: CaseRules): CaseClock[] {
  const { reworkRounds, rulingWorkingDays } = rules.policy;
  if (!terminated && reworkDue(clocks, reworkRounds) !== null) return [];
  return [started(rulingClock(handlingRound(clocks)), at, rulingWorkingDays, rules)];
}

/** What of the clocks ends with the leader's ruling. */
export function ruledClocks(clocks: Clocks, at: Instant): CaseClock[] {
  return ended(clocks, ['ruling'], at);
}

function started(ref: ClockRef, at: Instant, workingDays: number, { policy, calendar }: CaseRules): CaseClock {
  return startClock({ ...ref, department: null }, at, deadlineAfter(at, workingDays, policy, calendar));
}

function ended(clocks: Clocks, kinds: readonly ClockKind[], at: Instant): CaseClock[] {
  return clocks.filter((clock) => kinds.includes(clock.kind) && isOpen(clock)).map((clock) => endClock(clock, at));
}
