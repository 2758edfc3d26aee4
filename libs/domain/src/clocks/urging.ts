import { isDeadline, warnClock, type Alarm, type CaseClock } from './case-clock.js';
import type { CaseRules } from '../hall-policy.js';
import { localDateOf, type Instant } from '../local-time.js';

/**
 * 三(四) 跟踪督办: the clock after its alarm was given at `at`. A missed deadline owes the leader a 督办单 at once with the red
 * warning, then one at the close of each working day after the last, the policy's number at most, until the clock ends or
 * moves. One that came late because everything was down still counts: the next comes a working day after it.
 */
export function superviseClock(clock: CaseClock, level: Alarm['level'], at: Instant, rules: CaseRules): CaseClock {
  if (level !== 'urge') {
    const warned = warnClock(clock, level, at);
    const owed = level === 'red' && isDeadline(clock) && rules.policy.urgesAtMost > 0;
    return owed ? { ...warned, urgeAt: at } : warned;
  }
  const { urgeAt: _urgeAt, ...rest } = clock;
  const urges = (clock.urges ?? 0) + 1;
  return { ...rest, urges, ...(urges < rules.policy.urgesAtMost && { urgeAt: nextWorkingDay(at, rules) }) };
}

function nextWorkingDay(at: Instant, { calendar }: CaseRules): Instant {
  return calendar.close(calendar.addWorkingDays(localDateOf(at), 1).date);
}
