import { reprojected, WorkingCalendar } from '@bancheng/domain';
import { OFFICIAL_NOTICES } from '../../../libs/domain/test/official-notices.js';
import { act, openClocks, type ModelCase, type Step } from '../case.js';

const CALENDARS = new Map<string, WorkingCalendar>();

/** Lets the model count by this calendar, which it knows by its version from then on. */
export function knowCalendar(calendar: WorkingCalendar): WorkingCalendar {
  CALENDARS.set(calendar.version, calendar);
  return calendar;
}

/** Calendars that a hall might take next: each has a day off that was none; the last is the notice of the year after. */
const NEXT = ['2026-03-04', '2026-07-15', '2026-11-18', '2027-01-05'].map((date) => {
  const byLaw = date < '2027' ? [] : ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `2027-${day}`);
  const off = Object.fromEntries([...byLaw, date].map((day) => [day, '假']));
  const holidays = { ...OFFICIAL_NOTICES.holidays, ...off };
  const coveredTo = date < '2027' ? OFFICIAL_NOTICES.coveredTo : '2027-12-31';
  return knowCalendar(new WorkingCalendar({ ...OFFICIAL_NOTICES, version: `off-${date}`, coveredTo, holidays }));
});

function countedBy(one: ModelCase, calendar: WorkingCalendar, { at, rules }: Omit<Step, 'id'>) {
  const before = (version: string) => ({ ...rules, calendar: CALENDARS.get(version) ?? rules.calendar });
  return reprojected(one.clocks, {
    before: ({ calendarVersion }) => before(calendarVersion),
    after: { ...rules, calendar },
    type: one.type,
    at,
  });
}

/** 日历更新: open deadlines are counted anew. */
export const REPROJECTION_ACTS = {
  deadlinesReprojected: act<{ calendar: string }>({
    by: 'person',
    power: 'moves-deadline',
    leads: false,
    choices: (one) => (openClocks(one).length === 0 ? [] : NEXT.map(({ version }) => ({ calendar: version }))),
    apply: (one, { calendar }, step) => ({ clocks: countedBy(one, CALENDARS.get(calendar)!, step) }),
  }),
};
