import { offlineTimeFault } from './offline-slip.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar({
  version: 'test',
  coveredFrom: '2026-03-01',
  coveredTo: '2026-03-31',
  holidays: {},
  makeUpWorkingDays: {},
});
/** A Monday. */
const ARRIVED = '2026-03-16T01:00:00.000Z';

describe('a slip written offline', () => {
  it.each([
    ['just now', ARRIVED, null],
    ['by a clock 40 seconds ahead of ours', '2026-03-16T01:00:40.000Z', null],
    ['by a clock more than five minutes ahead', '2026-03-16T01:05:00.001Z', 'in-the-future'],
    ['on Friday', '2026-03-13T08:00:00.000Z', null],
    ['ten working days ago, in the morning', '2026-03-01T16:00:00.000Z', null],
    ['on the rest day before them', '2026-03-01T15:59:59.999Z', 'too-old'],
    ['years ago', '2000-01-01T00:00:00.000Z', 'too-old'],
  ])('%s', (_when, writtenAt, fault) => {
    expect(offlineTimeFault(writtenAt, ARRIVED, calendar)).toBe(fault);
  });
});
