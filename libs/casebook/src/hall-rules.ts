import {
  caseDeadline,
  DEFAULT_HALL_POLICY,
  startClock,
  WorkingCalendar,
  type CaseClock,
  type CaseRules,
  type ComplaintType,
  type HallPolicy,
} from '@bancheng/domain';
import { Injectable } from '@nestjs/common';
import { officialCalendarData } from './calendar/official-calendar.js';

/** The first and last years whose official notice the product ships with. */
const FIRST_YEAR = 2024;
const LAST_YEAR = 2026;

/** What deadlines are counted by: the hall's policy and the official working days. */
@Injectable()
export class HallRules implements CaseRules {
  readonly policy: HallPolicy = DEFAULT_HALL_POLICY;
  readonly calendar = new WorkingCalendar(officialCalendarData(FIRST_YEAR, LAST_YEAR));
}

/** 三(三) 限时办结: the case's own clock by its type, from 受理 or from the opening of a rework (`startedAt`, UTC) on. */
export function startCaseClock(
  clockId: string,
  type: ComplaintType,
  startedAt: string,
  { policy, calendar }: CaseRules,
): CaseClock {
  return startClock(
    { clockId, kind: 'case', department: null },
    startedAt,
    caseDeadline(type, startedAt, policy, calendar),
  );
}
