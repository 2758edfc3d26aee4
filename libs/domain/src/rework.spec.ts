import { handlingRound, reworkDue, wasTakenUp } from './rework.js';
import type { ClockKind } from './clocks/case-clock.js';

const clocks = (...kinds: ClockKind[]) => kinds.map((kind) => ({ kind }));

describe('rework', () => {
  it('is opened by 不满意 twice, then a leader decides', () => {
    const first = clocks('acceptance', 'case', 'dispatch');
    const second = [...first, ...clocks('case', 'dispatch', 'dispatch')];
    const third = [...second, ...clocks('case')];
    expect([first, second, third].map(handlingRound)).toEqual([1, 2, 3]);
    expect([first, second, third].map((one) => reworkDue(one, 2))).toEqual([1, 2, null]);
    expect(reworkDue([...third, ...clocks('case')], 2)).toBeNull();
    expect([reworkDue(first, 0), reworkDue(third, 3)]).toEqual([null, 3]);
  });

  it('is not for what was declined', () => {
    const declined = clocks('acceptance');
    expect([wasTakenUp(declined), handlingRound(declined), reworkDue(declined, 2)]).toEqual([false, 1, null]);
    expect(wasTakenUp(clocks('case'))).toBe(true);
  });

  const reopening = { kind: 'case', reopening: true } as const;

  it('comes anew after a reopening, in rounds that count on', () => {
    const closed = clocks('acceptance', 'case', 'case', 'case');
    const reopened = [...closed, reopening];
    const reworked = [...reopened, ...clocks('case', 'case')];
    expect([reopened, reworked].map(handlingRound)).toEqual([4, 6]);
    expect([reopened, [...reopened, ...clocks('case')], reworked].map((one) => reworkDue(one, 2))).toEqual([
      4,
      5,
      null,
    ]);
    expect(reworkDue([...reworked, reopening], 2)).toBe(7);
  });

  it('is for what was declined and then reopened, whose first round had no clock', () => {
    const reopened = [...clocks('acceptance'), reopening];
    expect([wasTakenUp(reopened), handlingRound(reopened), reworkDue(reopened, 2)]).toEqual([true, 2, 2]);
    const reworked = [...reopened, ...clocks('case')];
    expect([handlingRound(reworked), reworkDue(reworked, 2)]).toEqual([3, 3]);
    expect(reworkDue([...reworked, ...clocks('case')], 2)).toBeNull();
  });
});
