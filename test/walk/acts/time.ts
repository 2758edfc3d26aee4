import { extendedTerm, isLate, isMissed, suspensionDeadline } from '@bancheng/domain';
import { act, clockOf, currentCaseClock, isOpen, type ModelCase, type Step } from '../case.js';
import { slipOf, slipsOfRound, waitEnded } from './slips.js';

type Now = Omit<Step, 'id'>;

/** Of the days a department may be granted in one round, on whatever slip of it. */
function daysLeft(one: ModelCase, department: string, { rules }: Now): number {
  const own = slipsOfRound(one).filter((slip) => slip.department === department);
  const granted = one.extensions.filter(({ slip, state }) => state === 'granted' && own.some(({ id }) => id === slip));
  return granted.reduce((left, { workingDays }) => left - workingDays, rules.policy.extensionCapWorkingDays);
}

function pending(one: ModelCase) {
  return one.extensions.filter(({ state }) => state === 'pending');
}

function runningSlips(one: ModelCase, paused: boolean) {
  return one.slips.filter((slip) => {
    const { endedAt, pausedAt } = clockOf(one, `dispatch:${slip.id}`);
    return isOpen(slip) && endedAt === null && (pausedAt !== undefined) === paused;
  });
}

/** One wait a department and round, before its deadline, and not while a leader is to rule on its return. */
function suspendable(one: ModelCase, { at, rules }: Now) {
  const { startedAt } = currentCaseClock(one);
  const waited = (department: string) =>
    one.suspensions.filter((wait) => wait.at >= startedAt && slipOf(one, wait.slip).department === department).length;
  return runningSlips(one, false).filter(
    ({ id, department }) =>
      !isMissed(clockOf(one, `dispatch:${id}`), at) &&
      waited(department) < rules.policy.suspensionsPerDispatch &&
      !one.returns.some(({ slip, ruled }) => slip === id && !ruled),
  );
}

/** 三(三): 延期 and 挂起, the only two ways in which people move a deadline. */
export const TIME_ACTS = {
  extensionAsked: act<{ slip: string; workingDays: number }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one, now) =>
      runningSlips(one, false)
        .filter(({ id }) => !isMissed(clockOf(one, `dispatch:${id}`), now.at))
        .filter(({ id }) => !pending(one).some(({ slip }) => slip === id))
        .flatMap(({ id, department }) =>
          [1, 3]
            .filter((days) => days <= daysLeft(one, department, now))
            .map((workingDays) => ({ slip: id, workingDays })),
        ),
    apply(one, { slip, workingDays }, { id }) {
      one.extensions.push({ id: id(), slip, workingDays, state: 'pending' });
      return {};
    },
  }),
  extensionWithdrawn: act<{ extension: string }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) => pending(one).map(({ id }) => ({ extension: id })),
    apply(one, { extension }) {
      one.extensions.find(({ id }) => id === extension)!.state = 'withdrawn';
      return {};
    },
  }),
  extensionDecided: act<{ extension: string; granted: boolean }>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: (one) =>
      pending(one).flatMap(({ id, slip }) => {
        const ended = clockOf(one, `dispatch:${slip}`).endedAt !== null;
        return (ended ? [false] : [true, false]).map((granted) => ({ extension: id, granted }));
      }),
    apply(one, { extension, granted }, { at, rules, book }) {
      const asked = one.extensions.find(({ id }) => id === extension)!;
      asked.state = granted ? 'granted' : 'refused';
      if (!granted) return {};
      const [clock, ofCase] = [clockOf(one, `dispatch:${asked.slip}`), currentCaseClock(one)];
      const deadline = extendedTerm(clock, asked.workingDays, at, rules.policy, rules.calendar);
      const { askedDueAt: _askedDueAt, ...caseDeadline } = deadline;
      const caseMoves = ofCase.endedAt === null && isLate(deadline.dueAt, ofCase.dueAt);
      const extended = book.extendClock(clock, deadline, at);
      return { clocks: [extended, ...(caseMoves ? [book.extendClock(ofCase, caseDeadline, at)] : [])] };
    },
  }),
  suspended: act<{ slip: string }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one, now) => suspendable(one, now).map(({ id }) => ({ slip: id })),
    apply(one, { slip }, { at, rules, book }) {
      one.suspensions.push({ slip, at });
      const clock = clockOf(one, `dispatch:${slip}`);
      const limit = { clockId: `suspension:${slip}`, kind: 'suspension', department: clock.department } as const;
      return { clocks: [book.pauseClock(clock, at), book.startClock(limit, at, suspensionDeadline(at, rules))] };
    },
  }),
  resumed: act<{ slip: string }>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: (one) => runningSlips(one, true).map(({ id }) => ({ slip: id })),
    apply: (one, { slip }, step) => ({ clocks: waitEnded(one, slip, step) }),
  }),
};
