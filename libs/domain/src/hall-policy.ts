import { DEFAULT_CLOCK_POLICY, type ClockPolicy } from './clocks/clock-policy.js';
import { DEFAULT_OFFICE_HOURS, type OfficeHours, type WorkingCalendar } from './working-calendar.js';

/**
 * Everything one jurisdiction may set about how its window works, beside the lengths of the clocks. Counts are of working
 * days where the name says so. A policy has a version; a case keeps the one it was registered under.
 */
export interface HallPolicy extends ClockPolicy {
  /** 区号 of a landline that a citizen gives without one, e.g. `0632`; null where the hall has not said. */
  readonly areaCode: string | null;
  /** The hall's hours, Asia/Shanghai. */
  readonly officeHours: OfficeHours;
  /** 退回: within so many working days of the sending. */
  readonly returnWorkingDays: number;
  /** 督办单: how many at most for one missed deadline, the first with the 红牌, one each working day. */
  readonly urgesAtMost: number;
  /** 挂起: how long a dispatch may wait for the citizen's papers, and how often. */
  readonly suspensionWorkingDays: number;
  readonly suspensionsPerDispatch: number;
  /** A complex case whose progress was reported in time is reported on again every so many working days until solved. */
  readonly progressEveryWorkingDays: number;
  /** 帮办代办: by when the agency answers. */
  readonly transferWorkingDays: number;
  /** 重办: how many a 不满意 opens by itself; after them a leader decides. */
  readonly reworkRounds: number;
  /** 回访: from its opening, by when an officer takes it up, and by when it is ended. */
  readonly followUpClaimWorkingDays: number;
  readonly followUpWorkingDays: number;
  /** 领导裁决: by when a leader rules on a 不满意 that no rework follows by itself. */
  readonly rulingWorkingDays: number;
  /** 未接通: on how many different days the citizen is tried before the follow-up ends without them. */
  readonly contactTryDays: number;
  /** How long after closing a case may be reopened. */
  readonly reopenWorkingDays: number;
}

/** The source's figures, and our own decisions where it is silent. */
export const DEFAULT_HALL_POLICY: HallPolicy = {
  ...DEFAULT_CLOCK_POLICY,
  areaCode: null,
  officeHours: DEFAULT_OFFICE_HOURS,
  returnWorkingDays: 1,
  urgesAtMost: 5,
  suspensionWorkingDays: 5,
  suspensionsPerDispatch: 1,
  progressEveryWorkingDays: 5,
  transferWorkingDays: 5,
  reworkRounds: 2,
  followUpClaimWorkingDays: 1,
  followUpWorkingDays: 3,
  rulingWorkingDays: 2,
  contactTryDays: 3,
  reopenWorkingDays: 20,
};

/** What one case is judged by: its policy, and the calendar in force with that policy's office hours. */
export interface CaseRules {
  readonly policy: HallPolicy;
  readonly calendar: WorkingCalendar;
}
