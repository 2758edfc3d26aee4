import type { ActResponse, ClockView } from '@bancheng/contracts/http/common';
import { remainingWorkingDays, type CaseClock, type WorkingCalendar } from '@bancheng/domain';
import type { Recorded } from './act.js';

/** A clock as the API shows it at `now` (UTC); one that stands still has as many days left as when it stopped. */
export function clockView(clock: CaseClock, now: string, calendar: WorkingCalendar): ClockView {
  const { yellowAt: _yellowAt, yellowWarnedAt: _yellowWarnedAt, ...shown } = clock;
  const asOf = clock.pausedAt ?? now;
  return {
    ...shown,
    remainingWorkingDays: clock.endedAt === null ? remainingWorkingDays(asOf, clock.dueAt, calendar) : null,
  };
}

/** An act as the API answers it, its clocks as they stood at the act's own time, by the rules it was judged by. */
export function actResponse({ act, rules }: Pick<Recorded<unknown>, 'act' | 'rules'>): ActResponse {
  const { caseId, seq, kind, at, status } = act;
  return { caseId, seq, kind, at, status, clocks: act.clocks.map((clock) => clockView(clock, at, rules.calendar)) };
}
