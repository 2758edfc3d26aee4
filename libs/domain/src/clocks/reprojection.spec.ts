import fc from 'fast-check';
import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { editedCalendar, type DayEdit } from '../calendar-change.js';
import type { CalendarData } from '../calendar-data.js';
import {
  endClock,
  extendClock,
  nextAlarm,
  pauseClock,
  startClock,
  warnClock,
  type CaseClock,
  type ClockKind,
} from './case-clock.js';
import type { DispatchRequirement } from './clock-policy.js';
import { superviseClock } from './urging.js';
import {
  caseDeadline,
  deadlineAfter,
  dispatchDeadline,
  extendedDeadline,
  halfWorkingDayDeadline,
  isLate,
} from './deadlines.js';
import { DEFAULT_HALL_POLICY, type CaseRules, type HallPolicy } from '../hall-policy.js';
import { instantAt, localDateOf } from '../local-time.js';
import { reprojected } from './reprojection.js';
import type { ComplaintType } from '../statuses.js';
import { WorkingCalendar } from '../working-calendar.js';

const rulesOf = (data: CalendarData, policy: HallPolicy = DEFAULT_HALL_POLICY): CaseRules => ({
  policy,
  calendar: new WorkingCalendar(data, policy.officeHours),
});
const OLD = rulesOf(OFFICIAL_NOTICES);
const edited = (...days: DayEdit[]) => rulesOf(editedCalendar(OFFICIAL_NOTICES, { version: 'edited', days }));
const holiday = (date: string): DayEdit => ({ date, kind: 'holiday', name: '假' });
const close = (date: string) => instantAt(date, '17:00');

/** A case clock as acceptance starts it. */
function caseClockRef(startedAt: string, type: ComplaintType, rules = OLD): CaseClock {
  const deadline = caseDeadline(type, startedAt, rules.policy, rules.calendar);
  return startClock({ clockId: 'case', kind: 'case', department: null }, startedAt, deadline);
}

function dispatchClock(sentAt: string, requirement: DispatchRequirement, cap: string | null, rules = OLD): CaseClock {
  const deadline = dispatchDeadline(requirement, sentAt, cap, rules.policy, rules.calendar);
  const id = { clockId: 'dispatch:1', kind: 'dispatch', department: 'scjg' } as const;
  return { ...startClock(id, sentAt, deadline), requirement };
}

interface Circumstances {
  after: CaseRules;
  at: string;
  type?: ComplaintType;
  before?: CaseRules;
}
const moved = (clocks: CaseClock[], { after, at, type = 'general', before = OLD }: Circumstances) =>
  reprojected(clocks, { before: () => before, after, type, at });

/** New deadlines by clock id. */
const duesOf = (clocks: CaseClock[]) => Object.fromEntries(clocks.map(({ clockId, dueAt }) => [clockId, dueAt]));

describe('a new calendar', () => {
  it("settles the provisional deadline of the domain's page by a notice for 2027", () => {
    const clock = caseClockRef('2026-12-30T02:00:00.000Z', 'general');
    expect([clock.dueAt, clock.provisional]).toEqual([close('2027-01-04'), true]);
    const notice = (...days: DayEdit[]) =>
      rulesOf(
        editedCalendar(OFFICIAL_NOTICES, {
          version: 'notices-2025-2027',
          coveredTo: '2027-12-31',
          days: [
            ...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => holiday(`2027-${day}`)),
            ...days,
          ],
        }),
      );
    const at = '2026-12-30T08:00:00.000Z';
    const [settled, ...others] = moved([clock], { after: notice(), at });
    expect(settled).toEqual({ ...clock, provisional: false, calendarVersion: 'notices-2025-2027' });
    expect(others).toEqual([]);
    const [later] = moved([clock], { after: notice(holiday('2027-01-04')), at });
    expect(later).toMatchObject({
      dueAt: close('2027-01-05'),
      originalDueAt: close('2027-01-04'),
      yellowAt: close('2026-12-31'),
      provisional: false,
    });
    const worked: DayEdit = { date: '2027-01-03', kind: 'make-up', name: '元旦' };
    expect(duesOf(moved([clock], { after: notice(worked), at }))).toEqual({ case: close('2027-01-03') });
  });

  /** The vectors of the domain's page, each against a calendar that makes its due day a rest day. */
  it.each([
    ['2026-02-13', 'general', '2026-02-24', '2026-02-25'],
    ['2026-02-26', 'general', '2026-02-28', '2026-03-02'],
    ['2026-09-18', 'complex', '2026-09-24', '2026-09-28'],
    ['2026-09-30', 'general', '2026-10-09', '2026-10-10'],
    ['2025-09-28', 'complex', '2025-10-11', '2025-10-13'],
    ['2025-12-31', 'general', '2026-01-05', '2026-01-06'],
  ] as const)('moves %s + %s from %s, which becomes a rest day, to %s', (start, type, due, newDue) => {
    const clock = caseClockRef(`${start}T02:00:00.000Z`, type);
    expect(clock.dueAt).toBe(close(due));
    const after = edited({ date: due, kind: 'ordinary' }, ...(isWeekend(due) ? [] : [holiday(due)]));
    const circumstances = { after, at: `${start}T03:00:00.000Z`, type };
    expect(duesOf(moved([clock], circumstances))).toEqual({ case: close(newDue) });
  });

  describe('that covers a provisional deadline which had passed', () => {
    const startedAt = '2026-12-30T02:00:00.000Z';
    const clock = caseClockRef(startedAt, 'general');
    const red = superviseClock(clock, 'red', '2027-01-05T01:00:00.000Z', OLD);
    const marked = superviseClock(
      { ...red, yellowWarnedAt: close('2026-12-31') },
      'urge',
      '2027-01-05T01:00:00.000Z',
      OLD,
    );
    const notice = (...days: string[]) =>
      rulesOf(
        editedCalendar(OFFICIAL_NOTICES, {
          version: 'notices-2025-2027',
          coveredTo: '2027-12-31',
          days: [...['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'], ...days].map((day) =>
            holiday(`2027-${day}`),
          ),
        }),
      );
    const later = { after: notice('01-04', '01-05'), at: '2027-01-05T02:00:00.000Z' };

    it('counts it anew, takes back its mark, asks for no more 督办单 and warns again', () => {
      expect([clock.dueAt, clock.provisional, marked.urges]).toEqual([close('2027-01-04'), true, 1]);
      const [anew] = moved([marked], later);
      expect(anew).toEqual({
        ...clock,
        ...{ dueAt: close('2027-01-06'), provisional: false, calendarVersion: 'notices-2025-2027' },
        ...{ yellowAt: close('2026-12-31'), yellowWarnedAt: close('2026-12-31') },
      });
      expect(nextAlarm([anew!])).toMatchObject({ level: 'red', at: close('2027-01-06') });
      const [far] = moved([marked], { ...later, after: notice('01-04', '01-05', '01-07', '01-08'), type: 'general' });
      expect(far?.overdueAt).toBeNull();
      const unmarked = moved([clock], later);
      expect(unmarked).toMatchObject([{ dueAt: close('2027-01-06'), overdueAt: null }]);
    });

    it.each(['case', 'commitment', 'transfer', 'claim', 'follow-up', 'ruling', 'acceptance', 'progress'] as const)(
      'takes back the mark of a clock of the kind %s',
      (kind) => {
        const [anew] = moved([{ ...marked, kind }], later);
        expect(anew).toMatchObject({ overdueAt: null, dueAt: close('2027-01-06'), originalDueAt: clock.dueAt });
      },
    );

    it('has on time what was met between the old date and the new one', () => {
      const met = endClock(marked, '2027-01-05T02:00:00.000Z');
      expect(moved([met], { ...later, at: '2027-01-20T02:00:00.000Z' })).toMatchObject([
        { dueAt: close('2027-01-06'), endedAt: met.endedAt, overdueAt: null },
      ]);
    });

    it('keeps the mark, for the new date, of what was missed by that too', () => {
      const at = '2027-01-07T02:00:00.000Z';
      const still = { dueAt: close('2027-01-06'), overdueAt: close('2027-01-06'), provisional: false };
      expect(moved([marked], { ...later, at })).toMatchObject([{ ...still, urges: 1 }]);
      expect(moved([endClock(marked, at)], { ...later, at })).toMatchObject([{ ...still, endedAt: at }]);
    });

    it('settles one that stays or would come nearer, and leaves one that was not provisional', () => {
      const settled = { dueAt: marked.dueAt, overdueAt: marked.dueAt, provisional: false, urges: 1 };
      expect(moved([marked], { ...later, after: notice() })).toMatchObject([settled]);
      expect(moved([{ ...marked, provisional: false }], later)).toEqual([]);
      const sure = warnClock(caseClockRef('2026-12-28T02:00:00.000Z', 'general'), 'red', later.at);
      expect(moved([sure], { ...later, after: edited(holiday('2026-12-30')) })).toEqual([]);
    });

    it('moves a slip with the case whose date it was given, and by the calendar alone', () => {
      const slip = dispatchClock('2026-12-31T02:00:00.000Z', 'two-working-days', clock.dueAt);
      expect(slip).toMatchObject({ dueAt: clock.dueAt, askedDueAt: close('2027-01-05') });
      const at = '2027-01-06T02:00:00.000Z';
      const late = superviseClock(slip, 'red', at, OLD);
      const longer = { ...DEFAULT_HALL_POLICY, general: { workingDays: 9 } };
      const after = { ...notice('01-04', '01-05'), policy: longer };
      expect(moved([marked, late], { ...later, after, at })).toMatchObject([
        { dueAt: close('2027-01-06'), overdueAt: null },
        { dueAt: close('2027-01-06'), askedDueAt: close('2027-01-07'), overdueAt: null },
      ]);
    });
  });

  it('leaves what it does not touch, what has ended and what was missed', () => {
    const clock = caseClockRef('2026-03-02T02:00:00.000Z', 'general');
    const after = edited(holiday('2026-03-03'));
    expect(moved([clock], { after: edited(holiday('2026-03-10')), at: '2026-03-02T03:00:00.000Z' })).toEqual([]);
    expect(moved([endClock(clock, '2026-03-02T03:00:00.000Z')], { after, at: '2026-03-02T04:00:00.000Z' })).toEqual([]);
    const missed = warnClock(clock, 'red', '2026-03-04T09:00:00.001Z');
    expect(moved([missed], { after, at: '2026-03-04T09:00:00.001Z' })).toEqual([]);
    expect(duesOf(moved([clock], { after, at: clock.dueAt }))).toEqual({ case: close('2026-03-05') });
  });

  it('carries an extension over, and warns again when the warning is still to come', () => {
    const clock = caseClockRef('2026-03-02T02:00:00.000Z', 'general');
    const granted = '2026-03-03T02:00:00.000Z';
    const extended = extendClock(clock, extendedDeadline(clock.dueAt, 3, granted, OLD.policy, OLD.calendar), granted);
    const warned = warnClock(extended, 'yellow', '2026-03-06T09:00:00.000Z');
    expect(warned.dueAt).toBe(close('2026-03-09'));
    const [later] = moved([warned], { after: edited(holiday('2026-03-09')), at: '2026-03-07T02:00:00.000Z' });
    expect(later).toMatchObject({
      dueAt: close('2026-03-10'),
      originalDueAt: close('2026-03-04'),
      yellowAt: close('2026-03-06'),
      yellowWarnedAt: '2026-03-06T09:00:00.000Z',
    });
    const [again] = moved([warned], { after: edited(holiday('2026-03-05')), at: '2026-03-04T02:00:00.000Z' });
    expect(again).toMatchObject({ yellowAt: close('2026-03-09'), yellowWarnedAt: null });
  });

  it('never moves a deadline into the past: the close of the present working day is the earliest', () => {
    const clock = caseClockRef('2026-02-11T02:00:00.000Z', 'complex'); // 12, 13, 14 (worked), 24, 25
    expect(clock.dueAt).toBe(close('2026-02-25'));
    const after = edited(...['02-16', '02-17', '02-18'].map((day) => ordinary(`2026-${day}`)));
    const at = '2026-02-24T02:00:00.000Z';
    expect(duesOf(moved([clock], { after, at, type: 'complex' }))).toEqual({ case: close('2026-02-24') });
    const lastMoment = close('2026-02-25');
    expect(moved([clock], { after, at: lastMoment, type: 'complex' })[0]?.dueAt ?? clock.dueAt).toBe(lastMoment);
  });

  it('counts a clock that stands still, by when it stopped', () => {
    const clock = pauseClock(caseClockRef('2026-03-02T02:00:00.000Z', 'general'), '2026-03-03T02:00:00.000Z');
    const [later] = moved([clock], { after: edited(holiday('2026-03-04')), at: '2026-03-20T02:00:00.000Z' });
    expect(later).toMatchObject({ dueAt: close('2026-03-05'), pausedAt: '2026-03-03T02:00:00.000Z' });
  });

  it("keeps a dispatch within the case's clock, and half days half days", () => {
    const startedAt = '2026-03-02T06:00:00.000Z';
    const whole = caseClockRef(startedAt, 'general');
    const slip = dispatchClock('2026-03-03T06:00:00.000Z', 'five-working-days', whole.dueAt);
    const half = halfWorkingDayDeadline('2026-03-03T06:00:00.000Z', OLD.calendar);
    const sign = startClock({ clockId: 'sign:1', kind: 'sign', department: 'scjg' }, '2026-03-03T06:00:00.000Z', half);
    expect([slip.dueAt, sign.dueAt]).toEqual([whole.dueAt, instantAt('2026-03-04', '12:00')]);
    const after = edited(holiday('2026-03-04'));
    expect(duesOf(moved([whole, slip, sign], { after, at: '2026-03-03T07:00:00.000Z' }))).toEqual({
      case: close('2026-03-05'),
      'dispatch:1': close('2026-03-05'),
      'sign:1': instantAt('2026-03-05', '12:00'),
    });
  });

  it('leaves a date asked for by name that date, unless it becomes a rest day', () => {
    const asked = dispatchClock('2026-03-02T02:00:00.000Z', { byDate: '2026-03-06' }, null);
    const at = '2026-03-02T03:00:00.000Z';
    expect(moved([asked], { after: edited(holiday('2026-03-04')), at })).toEqual([]);
    expect(duesOf(moved([asked], { after: edited(holiday('2026-03-06')), at }))).toEqual({
      'dispatch:1': close('2026-03-09'),
    });
  });

  it('leaves as many working days as there were, for every clock and every change of days', () => {
    const days = fc.integer({ min: 0, max: 40 }).map((n) => `2026-03-${String((n % 28) + 1).padStart(2, '0')}`);
    const kinds: ClockKind[] = ['case', 'commitment', 'progress', 'transfer', 'acceptance'];
    fc.assert(
      fc.property(
        days,
        fc.uniqueArray(days, { maxLength: 5 }),
        fc.nat(15),
        fc.constantFrom(...kinds),
        (start, off, count, kind) => {
          const startedAt = `${start}T02:00:00.000Z`;
          const deadline = deadlineAfter(startedAt, count, OLD.policy, OLD.calendar);
          const clock = startClock({ clockId: 'c', kind, department: null }, startedAt, deadline);
          const after = edited(...off.filter((day) => !isWeekend(day)).map(holiday));
          const [changed = clock] = moved([clock], { after, at: startedAt });
          const first = after.calendar.startDay(startedAt);
          expect(after.calendar.workingDaysBetween(first, localDateOf(changed.dueAt))).toBe(count);
          expect(changed.originalDueAt).toBe(clock.originalDueAt);
          expect(isLate(clock.dueAt, changed.dueAt)).toBe(false);
        },
      ),
    );
  });
});

describe('a new policy', () => {
  const at = '2026-03-02T03:00:00.000Z';
  const longer = rulesOf(OFFICIAL_NOTICES, {
    ...DEFAULT_HALL_POLICY,
    general: { workingDays: 5 },
    dispatchRequirements: { ...DEFAULT_HALL_POLICY.dispatchRequirements, 'two-working-days': { workingDays: 3 } },
  });

  it('gives open clocks its own lengths, and an extension stays on top', () => {
    const clock = caseClockRef('2026-03-02T02:00:00.000Z', 'general');
    expect(duesOf(moved([clock], { after: longer, at }))).toEqual({ case: close('2026-03-09') });
    const extended = extendClock(clock, extendedDeadline(clock.dueAt, 2, at, OLD.policy, OLD.calendar), at);
    expect(duesOf(moved([extended], { after: longer, at }))).toEqual({ case: close('2026-03-11') });
  });

  it("gives a slip that the case's clock had cut short what it asked for, as far as the case's clock now reaches", () => {
    const clock = caseClockRef('2026-03-02T02:00:00.000Z', 'general');
    const cut = dispatchClock('2026-03-03T02:00:00.000Z', 'two-working-days', clock.dueAt);
    expect(cut.dueAt).toBe(clock.dueAt);
    const later = '2026-03-03T03:00:00.000Z';
    expect(duesOf(moved([clock, cut], { after: longer, at: later }))).toEqual({
      case: close('2026-03-09'),
      'dispatch:1': close('2026-03-06'),
    });
  });

  it('moves office hours, and shortens no clock into the past', () => {
    const hours = rulesOf(OFFICIAL_NOTICES, {
      ...DEFAULT_HALL_POLICY,
      complex: { workingDays: 2 },
      officeHours: { noon: '11:30', close: '16:30' },
    });
    const clock = caseClockRef('2026-03-02T02:00:00.000Z', 'complex');
    const half = (date: string) => instantAt(date, '16:30');
    const complex = { after: hours, type: 'complex' } as const;
    expect(duesOf(moved([clock], { ...complex, at }))).toEqual({ case: half('2026-03-04') });
    const friday = '2026-03-06T02:00:00.000Z';
    expect(duesOf(moved([clock], { ...complex, at: friday }))).toEqual({ case: half('2026-03-06') });
  });
});

function ordinary(date: string): DayEdit {
  return { date, kind: 'ordinary' };
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T00:00:00.000Z`).getUTCDay());
}
