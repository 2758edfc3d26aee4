import fc from 'fast-check';
import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { deadlineAfter } from './deadlines.js';
import { DEFAULT_HALL_POLICY as policy } from '../hall-policy.js';
import { instantAt, instantOf, localDateOf, millisOf } from '../local-time.js';
import { resumedDeadline, suspensionDeadline } from './suspension.js';
import { WorkingCalendar } from '../working-calendar.js';

const calendar = new WorkingCalendar(OFFICIAL_NOTICES);
const rules = { policy, calendar };
const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));
const FAR = at('2027-12-31 17:00');

function resumed(oldDue: string, from: string, to: string, until = FAR) {
  const times = { oldDueAt: at(`${oldDue} 17:00`), suspendedAt: at(from), resumedAt: at(to), until };
  return resumedDeadline(times, rules);
}

describe('how long a dispatch may wait', () => {
  it.each([
    ['2026-03-02 10:00', '2026-03-09 17:00'],
    ['2026-03-02 17:01', '2026-03-10 17:00'], // after close: Tuesday, excluded
    ['2026-09-18 10:00', '2026-09-24 17:00'], // Sunday 09-20 works
    ['2026-09-30 10:00', '2026-10-13 17:00'], // 10-01…07 holiday, Saturday 10-10 works
  ])('from %s until %s, without a warning before', (from, until) => {
    expect(suspensionDeadline(at(from), rules)).toMatchObject({ dueAt: at(until), yellowAt: null });
  });

  it('is the policy’s to say', () => {
    const strict = { policy: { ...policy, suspensionWorkingDays: 2 }, calendar };
    expect(suspensionDeadline(at('2026-03-02 10:00'), strict).dueAt).toBe(at('2026-03-04 17:00'));
  });
});

describe('the deadline after it', () => {
  it.each([
    ['the papers came within the day', '2026-03-04', '2026-03-02 09:10', '2026-03-02 16:50', 0, '2026-03-04'],
    ['exactly at close', '2026-03-04', '2026-03-02 09:10', '2026-03-02 17:00', 0, '2026-03-04'],
    ['after close counts as the next day', '2026-03-04', '2026-03-02 09:10', '2026-03-02 17:01', 1, '2026-03-05'],
    ['overnight', '2026-03-04', '2026-03-02 16:50', '2026-03-03 08:30', 1, '2026-03-05'],
    ['from after close to the next morning', '2026-03-04', '2026-03-02 18:00', '2026-03-03 08:30', 0, '2026-03-04'],
    ['over a weekend alone', '2026-03-09', '2026-03-06 18:00', '2026-03-08 12:00', 0, '2026-03-09'],
    ['from Friday to Monday', '2026-03-09', '2026-03-06 10:00', '2026-03-09 10:00', 1, '2026-03-10'],
    ['on the last day', '2026-03-04', '2026-03-04 16:59', '2026-03-06 09:00', 2, '2026-03-06'],
    ['over a Sunday that works', '2026-09-22', '2026-09-18 10:00', '2026-09-21 10:00', 2, '2026-09-24'],
    ['into a Saturday that works', '2026-02-25', '2026-02-13 10:00', '2026-02-14 10:00', 1, '2026-02-26'],
    ['over the National Day holiday', '2026-09-30', '2026-09-30 10:00', '2026-10-08 10:00', 1, '2026-10-08'],
    ['a deadline moved over the holiday', '2026-09-30', '2026-09-28 10:00', '2026-09-30 10:00', 2, '2026-10-09'],
  ])('%s: %s, %s to %s stands still %d → %s', (_name, oldDue, from, to, workingDays, due) => {
    expect(resumed(oldDue, from, to)).toMatchObject({ workingDays, dueAt: at(`${due} 17:00`), provisional: false });
  });

  it('counts up to the limit alone, however late the resumption came', () => {
    const until = at('2026-03-09 17:00');
    const inTime = resumed('2026-03-04', '2026-03-02 10:00', '2026-03-09 17:00', until);
    const late = resumed('2026-03-04', '2026-03-02 10:00', '2026-03-20 03:00', until);
    expect(inTime).toMatchObject({ workingDays: 5, dueAt: at('2026-03-11 17:00') });
    expect(late).toMatchObject({ workingDays: 5, dueAt: at('2026-03-11 17:00'), yellowAt: null });
  });

  it('warns again one working day before, if that is still to come', () => {
    expect(resumed('2026-03-04', '2026-03-02 10:00', '2026-03-05 10:00').yellowAt).toBe(at('2026-03-06 17:00'));
    expect(resumed('2026-03-04', '2026-03-04 10:00', '2026-03-05 10:00').yellowAt).toBeNull();
  });

  it('is provisional when it reaches beyond the notices', () => {
    expect(resumed('2026-12-31', '2026-12-30 10:00', '2026-12-31 10:00')).toMatchObject({
      workingDays: 1,
      dueAt: at('2027-01-04 17:00'),
      provisional: true,
    });
  });

  const millis = fc.integer({ min: Date.UTC(2025, 0, 10), max: Date.UTC(2026, 10, 1) });
  const waits = fc.record({
    sentAt: millis,
    days: fc.integer({ min: 0, max: 10 }),
    /** Where between sending and deadline it stopped. */
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    wait: fc.integer({ min: 0, max: 30 * 86_400_000 }),
    longer: fc.integer({ min: 0, max: 10 * 86_400_000 }),
  });
  function times({ sentAt, days, share, wait }: { sentAt: number; days: number; share: number; wait: number }) {
    const oldDueAt = deadlineAfter(instantOf(sentAt), days, policy, calendar).dueAt;
    const suspendedAt = instantOf(Math.floor(sentAt + (millisOf(oldDueAt) - sentAt) * share));
    const until = suspensionDeadline(suspendedAt, rules).dueAt;
    return { oldDueAt, suspendedAt, until, resumedAt: instantOf(millisOf(suspendedAt) + wait) };
  }

  it('never comes earlier than before, and at most the longest wait later', () => {
    fc.assert(
      fc.property(waits, (wait) => {
        const stood = times(wait);
        const { dueAt, workingDays } = resumedDeadline(stood, rules);
        expect(dueAt >= stood.oldDueAt).toBe(true);
        expect(workingDays).toBeGreaterThanOrEqual(0);
        expect(workingDays).toBeLessThanOrEqual(policy.suspensionWorkingDays);
        expect(calendar.workingDaysBetween(localDateOf(stood.oldDueAt), localDateOf(dueAt))).toBe(workingDays);
      }),
    );
  });

  it('leaves as many working days as there were when it stopped', () => {
    fc.assert(
      fc.property(waits, (wait) => {
        const stood = times(wait);
        const end = stood.resumedAt < stood.until ? stood.resumedAt : stood.until;
        const { dueAt } = resumedDeadline(stood, rules);
        const left = (from: string, due: string) =>
          calendar.workingDaysBetween(calendar.startDay(from), localDateOf(due));
        expect(left(end, dueAt)).toBe(left(stood.suspendedAt, stood.oldDueAt));
      }),
    );
  });

  it('is never earlier for a longer wait', () => {
    fc.assert(
      fc.property(waits, (wait) => {
        const sooner = resumedDeadline(times(wait), rules).dueAt;
        const later = resumedDeadline(times({ ...wait, wait: wait.wait + wait.longer }), rules).dueAt;
        expect(later >= sooner).toBe(true);
      }),
    );
  });
});
