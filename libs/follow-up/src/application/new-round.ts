import type { Complaint, ComplaintPatch } from '@bancheng/casebook';
import {
  currentCaseClock,
  DEFAULT_REWORK_TYPE,
  handlingRound,
  startCaseClock,
  type CaseClock,
  type CaseRules,
  type ReworkType,
} from '@bancheng/domain';

/** How a round of handling begins that follows an earlier end of the case. */
interface NewRound {
  /** What its event tells of it. */
  opened: { round: number; clockId: string; previousClockId: string | null; type: ReworkType };
  to: 'accepted' | 'meeting-held';
  clocks: [CaseClock];
  patch: ComplaintPatch;
}

/**
 * 重办, 重新办理, or what was declined is taken up: back to the status from which departments are dispatched to, on a clock of its
 * own, counted from `at` (UTC) by the type named for the round, general where nobody names one, whatever the matter was
 * before; the clocks before it stay as they ended.
 * @param as `rework`: a complex matter keeps the lead that its joint meeting named and needs no second one. `reopening`: it
 *   gets a new meeting, and reworks are counted anew.
 */
export function newRound(
  complaint: Complaint,
  as: 'rework' | 'reopening',
  at: string,
  rules: CaseRules,
  type: ReworkType = DEFAULT_REWORK_TYPE,
): NewRound {
  const round = handlingRound(complaint.clocks);
  const previousClockId = currentCaseClock(complaint)?.clockId ?? null;
  const clock = startCaseClock(round + 1, type, at, rules);
  const leadDepartment = as === 'rework' && complaint.type === 'complex' ? complaint.leadDepartment : null;
  return {
    opened: { round, clockId: clock.clockId, previousClockId, type },
    to: leadDepartment === null ? 'accepted' : 'meeting-held',
    clocks: [as === 'reopening' ? { ...clock, reopening: true } : clock],
    patch: { type, leadDepartment, acceptedAt: complaint.acceptedAt ?? at },
  };
}
