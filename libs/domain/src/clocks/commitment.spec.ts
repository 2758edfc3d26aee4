import { OFFICIAL_NOTICES } from '../../test/official-notices.js';
import { commitmentDeadline, type CommitmentTerm } from './commitment.js';
import { DEFAULT_HALL_POLICY } from '../hall-policy.js';
import { addDays, instantAt, localDateOf } from '../local-time.js';
import { WorkingCalendar } from '../working-calendar.js';

const calendar = new WorkingCalendar(OFFICIAL_NOTICES);
const agreedAt = instantAt('2026-02-13', '15:00');
const dueOf = (term: CommitmentTerm) => commitmentDeadline(term, agreedAt, DEFAULT_HALL_POLICY, calendar);

describe('议定事项', () => {
  it('counts working days from the meeting, over the holiday and the make-up day', () => {
    expect(dueOf({ workingDays: 2 })).toMatchObject({ dueAt: instantAt('2026-02-24', '17:00'), provisional: false });
    expect(dueOf({ workingDays: 20 }).dueAt).toBe(instantAt('2026-03-19', '17:00'));
  });

  it('ends at the close of the day that was agreed, or of the next working day', () => {
    expect(dueOf({ byDate: '2026-02-26' })).toMatchObject({
      dueAt: instantAt('2026-02-26', '17:00'),
      yellowAt: instantAt('2026-02-25', '17:00'),
    });
    expect(dueOf({ byDate: '2026-02-20' }).dueAt).toBe(instantAt('2026-02-24', '17:00'));
  });

  it('is agreed for at most as many working days ahead as the policy says, by a number or by a day', () => {
    const tooFar = expect.objectContaining({ code: 'DATE_TOO_FAR' });
    const policy = { ...DEFAULT_HALL_POLICY, datesAheadWorkingDays: 60 };
    const reaches = (term: CommitmentTerm) => commitmentDeadline(term, agreedAt, policy, calendar);
    const last = localDateOf(reaches({ workingDays: 60 }).dueAt);
    expect(reaches({ byDate: last }).dueAt).toBe(calendar.close(last));
    expect(() => reaches({ workingDays: 61 })).toThrow(tooFar);
    expect(() => reaches({ byDate: calendar.workingDayFrom(addDays(last, 1)) })).toThrow(tooFar);
    expect(() => dueOf({ byDate: '2099-12-31' })).toThrow(tooFar);
  });

  it('is not agreed for a day that has passed', () => {
    expect(() => dueOf({ byDate: '2026-02-12' })).toThrow(expect.objectContaining({ code: 'DISPATCH_DATE_PAST' }));
  });
});
