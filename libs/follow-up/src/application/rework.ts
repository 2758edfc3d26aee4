import { type ActDraft, type Complaint } from '@bancheng/casebook';
import type { ActDetail } from '@bancheng/contracts';
import {
  startCaseClock,
  caseClockRef,
  currentCaseClock,
  handlingRound,
  DEFAULT_REWORK_TYPE,
  type CaseRules,
  type ComplaintType,
  type ReworkType,
} from '@bancheng/domain';
import { refuseField } from './refuse-field.js';

/** What the act that opens a rework changes, and what its event tells of the new round. */
export interface Rework {
  opened: ActDetail<'reworkOpened'>;
  change: Required<Pick<ActDraft<'reworkOpened'>, 'to' | 'clocks' | 'patch'>>;
}

/**
 * The 问题类型 of a rework: general where the leader names none.
 * @throws Problem 422 `unfit-for-case` for a simple one: a rework never gets minutes
 */
export function reworkTypeOf(given: ComplaintType | undefined): ReworkType {
  if (given === 'simple') throw refuseField('type', 'not-for-rework', '重办的件不能按简单事项计时');
  return given ?? DEFAULT_REWORK_TYPE;
}

/**
 * 重办: a matter once accepted goes back to the status from which departments are dispatched to, on a clock of its own,
 * counted from `at` (UTC) by the type named for the round, whatever the matter was before; the clocks before it stay as they
 * ended. A complex matter keeps the lead department that its joint meeting named and needs no second meeting.
 */
export function reworkOf(complaint: Complaint, type: ReworkType, at: string, rules: CaseRules): Rework {
  const round = handlingRound(complaint.clocks);
  const { clockId } = caseClockRef(round + 1);
  const leadDepartment = complaint.type === 'complex' ? complaint.leadDepartment : null;
  return {
    opened: { round, clockId, previousClockId: currentCaseClock(complaint)!.clockId, type },
    change: {
      to: leadDepartment === null ? 'accepted' : 'meeting-held',
      clocks: [startCaseClock(round + 1, type, at, rules)],
      patch: { type, leadDepartment },
    },
  };
}
