import { deadlineAfter, resumedDeadline, type CaseClock } from '@bancheng/domain';
import { act, clockOf, currentCaseClock, type ModelCase, type Step } from '../case.js';
import { caseClockMet } from './slips.js';

function current(one: ModelCase) {
  return one.transfers.at(-1)!;
}

function transferClock(one: ModelCase): CaseClock {
  return clockOf(one, `transfer:${current(one).id}`);
}

/** The case's clock stood still while the agency had it. */
function resumed(one: ModelCase, { at, rules, book }: Step): CaseClock[] {
  const clock = currentCaseClock(one);
  if (clock.endedAt !== null || clock.pausedAt === undefined) return [];
  const stood = { oldDueAt: clock.dueAt, suspendedAt: clock.pausedAt, until: at, resumedAt: at };
  const { workingDays: _workingDays, ...deadline } = resumedDeadline(stood, rules);
  return [book.resumeClock(clock, deadline)];
}

/** 帮办代办: handed to an agency, and what comes back from it. */
export const TRANSFER_ACTS = {
  transferred: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: () => [{}],
    apply(one, _choice, { at, rules, book, id }) {
      one.transfers.push({ id: id(), from: one.status as 'accepted', acknowledged: false });
      const ofCase = currentCaseClock(one);
      const clock = { clockId: `transfer:${current(one).id}`, kind: 'transfer', department: null } as const;
      const deadline = deadlineAfter(at, rules.policy.transferWorkingDays, rules.policy, rules.calendar);
      const paused = ofCase.endedAt === null ? [book.pauseClock(ofCase, at)] : [];
      return { clocks: [...paused, book.startClock(clock, at, deadline)] };
    },
  }),
  transferAcknowledged: act<object>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) => (current(one).acknowledged ? [] : [{}]),
    apply(one) {
      current(one).acknowledged = true;
      return {};
    },
  }),
  transferReturned: act<object>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: () => [{}],
    apply: (one, _choice, step) => ({
      to: current(one).from,
      clocks: [step.book.stopClock(transferClock(one), step.at), ...resumed(one, step)],
    }),
  }),
  transferAnswered: act<{ outcome: 'solved' | 'not-solved' }>({
    by: 'person',
    power: null,
    leads: true,
    choices: () => [{ outcome: 'solved' }, { outcome: 'not-solved' }],
    apply: (one, _choice, step) => ({
      clocks: [step.book.endClock(transferClock(one), step.at), ...caseClockMet(one, step)],
    }),
  }),
};
