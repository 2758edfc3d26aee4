import {
  dispatchClocksUnderCase,
  extendedTerm,
  isLate,
  isMissed,
  OFFICE,
  suspensionDeadline,
  type CaseClock,
  type CaseStatus,
} from '@bancheng/domain';
import { act, clockOf, currentCaseClock, isOpen, openClocks, type ModelCase, type Step } from '../case.js';
import { slipOf, slipsOfRound, waitEnded } from './slips.js';

type Now = Omit<Step, 'id'>;

/** Of the days that a clock may be granted; those of a department's slips in one round count together. */
function daysLeft(one: ModelCase, { clockId, kind, department }: CaseClock, { rules }: Now): number {
  const own = slipsOfRound(one).filter((slip) => slip.department === department);
  const together = kind === 'dispatch' ? own.map(({ id }) => `dispatch:${id}`) : [clockId];
  const granted = one.extensions.filter(({ clock, state }) => state === 'granted' && together.includes(clock));
  return granted.reduce((left, { workingDays }) => left - workingDays, rules.policy.extensionCapWorkingDays);
}

/** Running deadlines that whoever has to meet them may ask to have extended; the case's own while nobody else has it. */
function extendable(one: ModelCase, { at }: Now): CaseClock[] {
  const kinds = ['dispatch', 'commitment', 'transfer', ...(isTheWindows(one) ? ['case'] : [])];
  return openClocks(one).filter(
    (clock) =>
      kinds.includes(clock.kind) &&
      clock.pausedAt === undefined &&
      !isMissed(clock, at) &&
      !pending(one).some((asked) => asked.clock === clock.clockId),
  );
}
function isTheWindows({ status, lead }: ModelCase): boolean {
  return AT_THE_WINDOW.has(status) || (status === 'dispatched' && lead === OFFICE);
}
const AT_THE_WINDOW = new Set<CaseStatus | null>(['accepted', 'meeting-convened', 'meeting-held']);

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
  extensionAsked: act<{ clock: string; workingDays: number }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one, now) =>
      extendable(one, now).flatMap((clock) =>
        [1, 3]
          .filter((days) => days <= daysLeft(one, clock, now))
          .map((workingDays) => ({ clock: clock.clockId, workingDays })),
      ),
    apply(one, { clock, workingDays }, { id }) {
      one.extensions.push({ id: id(), clock, workingDays, state: 'pending' });
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
      pending(one).flatMap(({ id, clock }) => {
        const ended = clockOf(one, clock).endedAt !== null;
        return (ended ? [false] : [true, false]).map((granted) => ({ extension: id, granted }));
      }),
    apply(one, { extension, granted }, { at, rules, book }) {
      const asked = one.extensions.find(({ id }) => id === extension)!;
      asked.state = granted ? 'granted' : 'refused';
      if (!granted) return {};
      const [clock, ofCase] = [clockOf(one, asked.clock), currentCaseClock(one)];
      const deadline = extendedTerm(clock, asked.workingDays, at, rules.policy, rules.calendar);
      const { askedDueAt: _askedDueAt, ...caseDeadline } = deadline;
      const extended = book.extendClock(clock, deadline, at);
      if (clock.kind === 'case') {
        const cutShort = openClocks(one).filter(({ askedDueAt }) => askedDueAt !== undefined);
        return { clocks: [extended, ...dispatchClocksUnderCase(cutShort, extended.dueAt, at, rules)] };
      }
      const caseMoves = clock.kind === 'dispatch' && ofCase.endedAt === null && isLate(deadline.dueAt, ofCase.dueAt);
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
