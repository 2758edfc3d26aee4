import { handlingRound, reworkDue, wasTakenUp } from './rework.js';
import type { ClockKind } from './case-clock.js';

const clocks = (...kinds: ClockKind[]) => kinds.map((kind) => ({ kind }));

describe('rework', () => {
  it('is opened by 不满意 twice, then a leader decides', () => {
    const first = clocks('acceptance', 'case', 'dispatch');
    const second = [...first, ...clocks('case', 'dispatch', 'dispatch')];
    const third = [...second, ...clocks('case')];
    expect([first, second, third].map(handlingRound)).toEqual([1, 2, 3]);
    expect([first, second, third].map(reworkDue)).toEqual([1, 2, null]);
    expect(reworkDue([...third, ...clocks('case')])).toBeNull();
  });

  it('is not for what was declined', () => {
    const declined = clocks('acceptance');
    expect([wasTakenUp(declined), handlingRound(declined), reworkDue(declined)]).toEqual([false, 1, null]);
    expect(wasTakenUp(clocks('case'))).toBe(true);
  });
});
