import type { ContactResult } from '@bancheng/contracts';
import { outcomeOfTry } from './try-outcome.js';

const POLICY = { contactTryDays: 3 };
const missedOn = (...days: string[]) => days.map((day) => ({ day, result: 'no-answer' as ContactResult }));
const busyAt = (at: string) => ({ at, result: 'busy' as const });

describe('未接通', () => {
  it('counts several tries on one day once', () => {
    expect(outcomeOfTry(missedOn('2026-03-02', '2026-03-02'), busyAt('2026-03-02T09:00:00.000Z'), POLICY)).toEqual({
      ...{ attempt: 3, day: '2026-03-02', daysTried: 1, unreachable: false, excluded: null },
    });
  });

  it('is reached on the third different day', () => {
    const outcome = outcomeOfTry(missedOn('2026-03-02', '2026-03-03'), busyAt('2026-03-04T01:00:00.000Z'), POLICY);
    expect(outcome).toMatchObject({ daysTried: 3, unreachable: true });
  });

  it('is reached sooner where the policy says so', () => {
    const soon = { contactTryDays: 2 };
    expect(outcomeOfTry(missedOn('2026-03-02'), busyAt('2026-03-04T01:00:00.000Z'), soon).unreachable).toBe(true);
  });

  it('takes the day from the wall calendar in Shanghai', () => {
    expect(outcomeOfTry([], busyAt('2026-03-02T15:59:59.999Z'), POLICY).day).toBe('2026-03-02');
    expect(outcomeOfTry([], busyAt('2026-03-02T16:00:00.000Z'), POLICY).day).toBe('2026-03-03');
  });

  it('is not what a wrong number says, on whatever day', () => {
    const at = '2026-03-04T01:00:00.000Z';
    const twice = missedOn('2026-03-02', '2026-03-03');
    expect(outcomeOfTry(twice, { at, result: 'wrong-number' }, POLICY)).toMatchObject({
      ...{ attempt: 3, daysTried: 2, unreachable: false, excluded: null },
    });
    const wrong = twice.map(({ day }) => ({ day, result: 'wrong-number' as const }));
    expect(outcomeOfTry(wrong, busyAt(at), POLICY)).toMatchObject({ attempt: 3, daysTried: 1, unreachable: false });
  });
});

describe('拒绝回访 and 无法联系', () => {
  it.each(['refused', 'no-contact'] as const)('%s ends the follow-up at the first try', (result) => {
    const outcome = outcomeOfTry([], { at: '2026-03-02T01:00:00.000Z', result }, POLICY);
    expect(outcome).toMatchObject({ attempt: 1, daysTried: 0, unreachable: false, excluded: result });
  });
});
