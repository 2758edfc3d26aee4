import { extendedDeadline, isLate, resumedDeadline, suspensionDeadline, type CaseClock } from '@bancheng/domain';
import { act, clockOf, currentCaseClock, isOpen, type ModelCase, type Step } from '../case.js';

type Now = Omit<Step, 'id'>;

function daysLeft(one: ModelCase, slip: string, { rules }: Now): number {
  const granted = one.extensions.filter((other) => other.slip === slip && other.state === 'granted');
  return granted.reduce((left, { workingDays }) => left - workingDays, rules.policy.extensionCapWorkingDays);
}

function pending(one: ModelCase) {
  return one.extensions.filter(({ state }) => state === 'pending');
}

/** The slip's clock, and the case's own where that would now end before it. */
function moved(one: ModelCase, slip: string, move: (clock: CaseClock) => CaseClock): CaseClock[] {
  const clock = move(clockOf(one, `dispatch:${slip}`));
  const ofCase = currentCaseClock(one);
  if (ofCase.endedAt !== null || !isLate(clock.dueAt, ofCase.dueAt)) return [clock];
  const { dueAt, yellowAt, provisional, calendarVersion } = clock;
  return [clock, { ...move(ofCase), dueAt, yellowAt, provisional, calendarVersion }];
}

function runningSlips(one: ModelCase, paused: boolean) {
  return one.slips.filter((slip) => {
    const { endedAt, pausedAt } = clockOf(one, `dispatch:${slip.id}`);
    return isOpen(slip) && endedAt === null && (pausedAt !== undefined) === paused;
  });
}

/** 三(三): 延期 and 挂起, the only two ways in which people move a deadline. */
export const TIME_ACTS = {
  extensionAsked: act<{ slip: string; workingDays: number }>({
    by: 'person',
    choices: (one, now) =>
      runningSlips(one, false)
        .filter(({ id }) => !isLate(now.at, clockOf(one, `dispatch:${id}`).dueAt))
        .filter(({ id }) => !pending(one).some(({ slip }) => slip === id))
        .flatMap(({ id }) =>
          [1, 3].filter((days) => days <= daysLeft(one, id, now)).map((workingDays) => ({ slip: id, workingDays })),
        ),
    apply(one, { slip, workingDays }, { id }) {
      one.extensions.push({ id: id(), slip, workingDays, state: 'pending' });
      return {};
    },
  }),
  extensionWithdrawn: act<{ extension: string }>({
    by: 'person',
    choices: (one) => pending(one).map(({ id }) => ({ extension: id })),
    apply(one, { extension }) {
      one.extensions.find(({ id }) => id === extension)!.state = 'withdrawn';
      return {};
    },
  }),
  extensionDecided: act<{ extension: string; granted: boolean }>({
    by: 'person',
    choices: (one) =>
      pending(one).flatMap(({ id, slip }) => {
        const ended = clockOf(one, `dispatch:${slip}`).endedAt !== null;
        return (ended ? [false] : [true, false]).map((granted) => ({ extension: id, granted }));
      }),
    apply(one, { extension, granted }, { at, rules, book }) {
      const asked = one.extensions.find(({ id }) => id === extension)!;
      asked.state = granted ? 'granted' : 'refused';
      if (!granted) return {};
      const { dueAt } = clockOf(one, `dispatch:${asked.slip}`);
      const deadline = extendedDeadline(dueAt, asked.workingDays, at, rules.policy, rules.calendar);
      return { clocks: moved(one, asked.slip, (clock) => book.extendClock(clock, deadline, at)) };
    },
  }),
  suspended: act<{ slip: string }>({
    by: 'person',
    choices: (one, { rules }) =>
      runningSlips(one, false)
        .filter(
          ({ id }) => one.suspensions.filter(({ slip }) => slip === id).length < rules.policy.suspensionsPerDispatch,
        )
        .map(({ id }) => ({ slip: id })),
    apply(one, { slip }, { at, rules, book, id }) {
      const wait = { id: id(), slip };
      one.suspensions.push(wait);
      const clock = clockOf(one, `dispatch:${slip}`);
      const waiting = { clockId: `suspension:${wait.id}`, kind: 'suspension', department: clock.department } as const;
      return { clocks: [book.pauseClock(clock, at), book.startClock(waiting, at, suspensionDeadline(at, rules))] };
    },
  }),
  resumed: act<{ slip: string }>({
    by: 'person',
    choices: (one) => runningSlips(one, true).map(({ id }) => ({ slip: id })),
    apply(one, { slip }, { at, rules, book }) {
      const wait = one.suspensions.findLast((other) => other.slip === slip)!;
      const waiting = clockOf(one, `suspension:${wait.id}`);
      const { pausedAt, dueAt } = clockOf(one, `dispatch:${slip}`);
      const stood = { oldDueAt: dueAt, suspendedAt: pausedAt!, until: waiting.dueAt, resumedAt: at };
      const { workingDays: _workingDays, ...deadline } = resumedDeadline(stood, rules);
      return {
        clocks: [book.stopClock(waiting, at), ...moved(one, slip, (clock) => book.resumeClock(clock, deadline))],
      };
    },
  }),
};
