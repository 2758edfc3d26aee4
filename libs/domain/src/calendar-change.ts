import type { CalendarData } from './calendar-data.js';
import { addDays, localDateOf, type Instant, type LocalDate } from './local-time.js';
import { WorkingCalendar } from './working-calendar.js';

/** A day that another calendar makes a working day or a rest day. */
export interface ChangedDay {
  readonly date: LocalDate;
  /** What it becomes. */
  readonly working: boolean;
  /** Whether the day lay outside the old calendar's coverage, so that the old answer was a guess. */
  readonly wasGuess: boolean;
}

/** The days on which the two calendars differ, ascending; guesses outside a coverage are compared too. */
export function changedDays(before: CalendarData, after: CalendarData): ChangedDay[] {
  const [old, next] = [new WorkingCalendar(before), new WorkingCalendar(after)];
  const days: ChangedDay[] = [];
  const last = latest(before.coveredTo, after.coveredTo);
  for (let date = earliest(before.coveredFrom, after.coveredFrom); date <= last; date = addDays(date, 1)) {
    const [was, is] = [old.dayKind(date), next.dayKind(date)];
    if (was.working !== is.working) days.push({ date, working: is.working, wasGuess: was.provisional });
  }
  return days;
}

/** The first day on which the two differ, or which only one of them covers; null when there is none. */
export function firstChangedDay(before: CalendarData, after: CalendarData): LocalDate | null {
  const ends = [
    before.coveredFrom === after.coveredFrom ? null : earliest(before.coveredFrom, after.coveredFrom),
    before.coveredTo === after.coveredTo ? null : addDays(earliest(before.coveredTo, after.coveredTo), 1),
    changedDays(before, after)[0]?.date ?? null,
  ];
  return ends.filter((date) => date !== null).sort()[0] ?? null;
}

/** One edit of a day: off (放假) or worked (调休上班), with the holiday's name, or an ordinary day again. */
export type DayEdit = { readonly date: LocalDate } & (
  { readonly kind: 'holiday' | 'make-up'; readonly name: string } | { readonly kind: 'ordinary' }
);

/** The data under a new version after these edits, and with another coverage where one is given. */
export function editedCalendar(
  data: CalendarData,
  change: { version: string; coveredTo?: LocalDate; days: readonly DayEdit[] },
): CalendarData {
  const holidays = { ...data.holidays };
  const makeUpWorkingDays = { ...data.makeUpWorkingDays };
  for (const edit of change.days) {
    delete holidays[edit.date];
    delete makeUpWorkingDays[edit.date];
    if (edit.kind === 'holiday') holidays[edit.date] = edit.name;
    if (edit.kind === 'make-up') makeUpWorkingDays[edit.date] = edit.name;
  }
  const { version, coveredTo = data.coveredTo } = change;
  return { ...data, version, coveredTo, holidays, makeUpWorkingDays };
}

/** The notice for a year comes out in the autumn before; when it is still missing on this day, an admin must act. */
const ALERT_FROM = '11-01';

/** How far the calendar in force reaches, and whether an admin must extend it. */
export interface CalendarCoverage {
  readonly version: string;
  readonly coveredFrom: LocalDate;
  readonly coveredTo: LocalDate;
  /** The year whose notice is missing though it is due; null when none is. */
  readonly missingYear: number | null;
}

/** From 1 November (Asia/Shanghai) on the next year must be covered to its end, and the present one always. */
export function calendarCoverage(
  { version, coveredFrom, coveredTo }: Pick<CalendarData, 'version' | 'coveredFrom' | 'coveredTo'>,
  now: Instant,
): CalendarCoverage {
  const today = localDateOf(now);
  const year = Number(today.slice(0, 4));
  const wanted = today.slice(5) >= ALERT_FROM ? [year, year + 1] : [year];
  const missingYear = wanted.find((one) => coveredTo < `${one}-12-31`) ?? null;
  return { version, coveredFrom, coveredTo, missingYear };
}

const earliest = (a: LocalDate, b: LocalDate) => (a < b ? a : b);
const latest = (a: LocalDate, b: LocalDate) => (a > b ? a : b);
