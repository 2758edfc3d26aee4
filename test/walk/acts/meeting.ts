import { commitmentDeadline, type CaseClock } from '@bancheng/domain';
import { act, openClocks, type ModelCase, type Step } from '../case.js';
import { DEPARTMENTS } from './slips.js';

/** Where a meeting that comes to nothing, or to its end, leaves the case. */
function standing({ status, acts }: ModelCase): 'accepted' | 'meeting-held' | 'dispatched' {
  if (status === 'dispatched') return 'dispatched';
  return acts.some(({ kind }) => kind === 'meetingHeld') ? 'meeting-held' : 'accepted';
}

function open({ meetings }: ModelCase) {
  return meetings.filter(({ state }) => state === 'convened').map(({ id }) => ({ meeting: id }));
}

function commitment(department: string, workingDays: number, { at, rules, book, id }: Step): CaseClock {
  const clockId = `commitment:${id()}`;
  const deadline = commitmentDeadline({ workingDays }, at, rules.policy, rules.calendar);
  return book.startClock({ clockId, kind: 'commitment', department }, at, deadline);
}

/** 三(二) 联席会议, and the 议定事项 that come of it. */
export const MEETING_ACTS = {
  meetingConvened: act<object>({
    by: 'person',
    choices: ({ type }) => (type === 'complex' ? [{}] : []),
    apply(one, _choice, { id }) {
      one.meetings.push({ id: id(), state: 'convened' });
      return { to: one.status === 'dispatched' ? 'dispatched' : 'meeting-convened' };
    },
  }),
  meetingHeld: act<{ meeting: string; lead: string; commitments: readonly number[] }>({
    by: 'person',
    choices: (one) =>
      open(one).flatMap(({ meeting }) =>
        [[], [2], [1, 4]].map((commitments) => ({ meeting, lead: one.lead ?? DEPARTMENTS[0], commitments })),
      ),
    apply(one, { meeting, lead, commitments }, step) {
      one.meetings.find(({ id }) => id === meeting)!.state = 'held';
      one.lead = lead;
      return {
        to: one.status === 'dispatched' ? 'dispatched' : 'meeting-held',
        clocks: commitments.map((workingDays) => commitment(lead, workingDays, step)),
      };
    },
  }),
  meetingCancelled: act<{ meeting: string }>({
    by: 'person',
    choices: open,
    apply(one, { meeting }) {
      one.meetings.find(({ id }) => id === meeting)!.state = 'cancelled';
      return { to: standing(one) };
    },
  }),
  commitmentEnded: act<{ clock: string; as: 'done' | 'released' }>({
    by: 'person',
    choices: (one) =>
      openClocks(one)
        .filter(({ kind }) => kind === 'commitment')
        .flatMap(({ clockId }) => (['done', 'released'] as const).map((as) => ({ clock: clockId, as }))),
    apply(one, { clock, as }, { at, book }) {
      const open = one.clocks.find(({ clockId }) => clockId === clock)!;
      return { clocks: [as === 'done' ? book.endClock(open, at) : book.stopClock(open, at)] };
    },
  }),
};
