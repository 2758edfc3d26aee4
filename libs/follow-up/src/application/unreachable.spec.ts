import { outcomeOfTry } from './unreachable.js';

describe('未接通', () => {
  it('counts several tries on one day once', () => {
    expect(outcomeOfTry(['2026-03-02', '2026-03-02'], '2026-03-02T09:00:00.000Z')).toEqual({
      attempt: 3,
      day: '2026-03-02',
      daysTried: 1,
      unreachable: false,
    });
  });

  it('is reached on the third different day', () => {
    expect(outcomeOfTry(['2026-03-02', '2026-03-03'], '2026-03-04T01:00:00.000Z')).toMatchObject({
      daysTried: 3,
      unreachable: true,
    });
  });

  it('takes the day from the wall calendar in Shanghai', () => {
    expect(outcomeOfTry([], '2026-03-02T15:59:59.999Z').day).toBe('2026-03-02');
    expect(outcomeOfTry([], '2026-03-02T16:00:00.000Z').day).toBe('2026-03-03');
  });
});
