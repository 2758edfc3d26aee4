import { reprojected, WorkingCalendar, type CalendarData, type CaseRules } from '@bancheng/domain';
import { OFFICIAL_NOTICES } from '../../../libs/domain/test/official-notices.js';
import { act, openClocks, type ModelCase, type Step } from '../case.js';

/** Calendars that a hall might take next: a day off that was none, and one day of a holiday worked. */
const NEXT: CalendarData[] = ['2026-03-04', '2026-07-15', '2026-11-18'].map((date) => ({
  ...OFFICIAL_NOTICES,
  version: `off-${date}`,
  holidays: { ...OFFICIAL_NOTICES.holidays, [date]: '假' },
}));

function changed(one: ModelCase, next: CalendarData, { at, rules }: Omit<Step, 'id'>) {
  const after: CaseRules = { ...rules, calendar: new WorkingCalendar(next) };
  return reprojected(one.clocks, { before: () => rules, after, type: one.type, at });
}

/** 日历更新: open deadlines are counted anew, where that changes any. */
export const REPROJECTION_ACTS = {
  deadlinesReprojected: act<{ calendar: number }>({
    by: 'person',
    choices: (one) => (openClocks(one).length === 0 ? [] : NEXT.map((_next, calendar) => ({ calendar }))),
    apply: (one, { calendar }, step) => ({ clocks: changed(one, NEXT[calendar]!, step) }),
  }),
};
