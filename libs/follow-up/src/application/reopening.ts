import type { Complaint, ComplaintPatch } from '@bancheng/casebook';
import type { ActDetail } from '@bancheng/contracts';
import {
  caseClockRef,
  currentCaseClock,
  handlingRound,
  startCaseClock,
  type CaseClock,
  type CaseRules,
  type ComplaintType,
} from '@bancheng/domain';
import { refuseField } from './refuse-field.js';

/**
 * What was never accepted gets its 问题类型 now; any other matter keeps its own.
 * @throws Problem 422 `unfit-for-case` for a type that is missing or not asked for
 */
export function typeOf({ type }: Complaint, given: ComplaintType | undefined): ComplaintType {
  if (type !== null && given !== undefined) throw refuseField('type', 'not-asked', '该件已有问题类型，不填此项');
  const handledAs = type ?? given;
  if (handledAs === undefined) throw refuseField('type', 'required', '该件原未受理，须填写问题类型');
  return handledAs;
}

/**
 * Back to the status from which departments are dispatched to, on a clock of its own from `at` (UTC) on; all clocks
 * before it stay as they ended, and reworks are counted anew. A complex matter gets a new joint meeting.
 */
export function takenUpAgain(
  complaint: Complaint,
  type: ComplaintType,
  at: string,
  rules: CaseRules,
): { opened: ActDetail<'reopened'>; clock: CaseClock; patch: ComplaintPatch } {
  const round = handlingRound(complaint.clocks);
  const { clockId } = caseClockRef(round + 1);
  return {
    opened: { round, clockId, previousClockId: currentCaseClock(complaint)?.clockId ?? null, type },
    clock: { ...startCaseClock(round + 1, type, at, rules), reopening: true },
    patch: { type, leadDepartment: null, acceptedAt: complaint.acceptedAt ?? at },
  };
}
