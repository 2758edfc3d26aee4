import { DEFAULT_CLOCK_POLICY, WorkingCalendar, type ClockPolicy } from '@bancheng/domain';
import { Injectable } from '@nestjs/common';
import { officialCalendarData } from './calendar/official-calendar.js';

/** The first and last years whose official notice the product ships with. */
const FIRST_YEAR = 2024;
const LAST_YEAR = 2026;

/** What deadlines are counted by: the clock policy and the official working days. */
@Injectable()
export class HallRules {
  readonly policy: ClockPolicy = DEFAULT_CLOCK_POLICY;
  readonly calendar = new WorkingCalendar(officialCalendarData(FIRST_YEAR, LAST_YEAR));
}
