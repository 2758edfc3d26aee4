import { startClock, type CaseClock } from './clocks/case-clock.js';
import { caseClockRef, commitmentClock, type ClockRef } from './clocks/clock-ref.js';
import { ENGINE_STEPS, engineStepOf } from './engine-steps.js';
import { CASE_STATUSES } from './statuses.js';

const AT = '2026-03-02T01:00:00.000Z';

function clock(ref: ClockRef, endedAt: string | null = AT): CaseClock {
  const deadline = { dueAt: AT, yellowAt: null, provisional: false, calendarVersion: 'test' };
  return { ...startClock({ ...ref, department: null }, AT, deadline), endedAt };
}

describe('engineStepOf', () => {
  it.each(CASE_STATUSES)('has a step at %s where the table has one, and waits for people elsewhere', (status) => {
    const step = engineStepOf({ status, clocks: [clock(caseClockRef(1))] }, 2);
    expect(step).toBe((ENGINE_STEPS as Record<string, string>)[status] ?? null);
  });

  it('waits at replied while a commitment is open', () => {
    const clocks = [clock(caseClockRef(1)), clock(commitmentClock('1'), null)];
    expect(engineStepOf({ status: 'replied', clocks }, 2)).toBeNull();
  });

  it('leaves a 不满意 to the leader after the policy’s reworks, and what was declined at once', () => {
    const rounds = [1, 2, 3].map((round) => clock(caseClockRef(round)));
    expect(engineStepOf({ status: 'dissatisfied', clocks: rounds.slice(0, 2) }, 2)).toBe('open-rework');
    expect(engineStepOf({ status: 'dissatisfied', clocks: rounds }, 2)).toBeNull();
    expect(engineStepOf({ status: 'dissatisfied', clocks: [] }, 2)).toBeNull();
  });
});
