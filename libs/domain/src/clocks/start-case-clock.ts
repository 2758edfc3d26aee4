import type { CaseRules } from '../hall-policy.js';
import type { ComplaintType } from '../statuses.js';
import { startClock, type CaseClock } from './case-clock.js';
import { caseClockRef } from './clock-ref.js';
import { caseDeadline } from './deadlines.js';

/**
 * 三(三) 限时办结: the case's own clock of a round of handling by its type, from 受理 or from the opening of a rework on
 * (`startedAt`, UTC).
 */
export function startCaseClock(
  round: number,
  type: ComplaintType,
  startedAt: string,
  { policy, calendar }: CaseRules,
): CaseClock {
  const id = { ...caseClockRef(round), department: null };
  return startClock(id, startedAt, caseDeadline(type, startedAt, policy, calendar));
}
