import { type ActDraft, type Complaint } from '@bancheng/casebook';
import type { ActDetail } from '@bancheng/contracts';
import { startCaseClock, caseClockRef, currentCaseClock, handlingRound, type CaseRules } from '@bancheng/domain';

/** What the act that opens a rework changes, and what its event tells of the new round. */
export interface Rework {
  opened: ActDetail<'reworkOpened'>;
  change: Required<Pick<ActDraft<'reworkOpened'>, 'to' | 'clocks' | 'patch'>>;
}

/**
 * 重办: a matter once accepted goes back to the status from which departments are dispatched to, on a clock of its own,
 * counted from `at` (UTC) by the type of the matter; the clocks before it stay as they ended. A complex matter keeps the
 * lead department that its joint meeting named and needs no second meeting.
 */
export function reworkOf(complaint: Complaint, at: string, rules: CaseRules): Rework {
  const round = handlingRound(complaint.clocks);
  const { clockId } = caseClockRef(round + 1);
  const leadDepartment = complaint.type === 'complex' ? complaint.leadDepartment : null;
  return {
    opened: { round, clockId, previousClockId: currentCaseClock(complaint)!.clockId },
    change: {
      to: leadDepartment === null ? 'accepted' : 'meeting-held',
      clocks: [startCaseClock(round + 1, complaint.type!, at, rules)],
      patch: { leadDepartment },
    },
  };
}
