import { deadlineAfter } from '@bancheng/domain';
import { act, openClocks, type ModelCase } from '../case.js';
import { caseClocksMet } from './slips.js';

function open(one: ModelCase) {
  return openClocks(one).filter(({ kind }) => kind === 'transfer');
}

/** 帮办代办: handed to an agency, and what comes back from it. */
export const TRANSFER_ACTS = {
  transferred: act<object>({
    by: 'person',
    choices: () => [{}],
    apply(one, _choice, { at, rules, book, id }) {
      const transfer = { id: id(), acknowledged: false };
      one.transfers.push(transfer);
      const deadline = deadlineAfter(at, rules.policy.transferWorkingDays, rules.policy, rules.calendar);
      const clock = { clockId: `transfer:${transfer.id}`, kind: 'transfer', department: null } as const;
      return { to: 'transferred', clocks: [book.startClock(clock, at, deadline)] };
    },
  }),
  transferAcknowledged: act<object>({
    by: 'person',
    choices: (one) => (one.transfers.at(-1)?.acknowledged === false ? [{}] : []),
    apply(one) {
      one.transfers.at(-1)!.acknowledged = true;
      return {};
    },
  }),
  transferReturned: act<object>({
    by: 'person',
    choices: () => [{}],
    apply: (one, _choice, { at, book }) => ({
      to: one.type === 'complex' && one.lead !== null ? 'meeting-held' : 'accepted',
      clocks: open(one).map((clock) => book.stopClock(clock, at)),
    }),
  }),
  transferAnswered: act<{ outcome: 'solved' | 'not-solved' }>({
    by: 'person',
    choices: () => [{ outcome: 'solved' }, { outcome: 'not-solved' }],
    apply(one, _choice, step) {
      const answered = open(one).map((clock) => step.book.endClock(clock, step.at));
      return { clocks: [...answered, ...caseClocksMet(one, step)] };
    },
  }),
};
