import { outcomeOfTry } from './unreachable.js';

const POLICY = { contactTryDays: 3 };

describe('未接通', () => {
  it('counts several tries on one day once', () => {
    expect(outcomeOfTry(['2026-03-02', '2026-03-02'], '2026-03-02T09:00:00.000Z', POLICY)).toEqual({
      attempt: 3,
      day: '2026-03-02',
      daysTried: 1,
      unreachable: false,
    });
  });

  it('is reached on the third different day', () => {
    expect(outcomeOfTry(['2026-03-02', '2026-03-03'], '2026-03-04T01:00:00.000Z', POLICY)).toMatchObject({
      daysTried: 3,
      unreachable: true,
    });
  });

  it('is reached sooner where the policy says so', () => {
    expect(outcomeOfTry(['2026-03-02'], '2026-03-04T01:00:00.000Z', { contactTryDays: 2 }).unreachable).toBe(true);
  });

  it('takes the day from the wall calendar in Shanghai', () => {
    expect(outcomeOfTry([], '2026-03-02T15:59:59.999Z', POLICY).day).toBe('2026-03-02');
    expect(outcomeOfTry([], '2026-03-02T16:00:00.000Z', POLICY).day).toBe('2026-03-03');
  });
});
