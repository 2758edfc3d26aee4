import { commitmentDeadline, OFFICE, partOf, type CaseClock } from '@bancheng/domain';
import { act, DEPARTMENTS, openClocks, type ModelCase, type Step } from '../case.js';

/** Meetings that the case still waits for: one that was withdrawn or terminated meanwhile starts anew. */
function awaited({ meetings, acts }: ModelCase) {
  const endedAt = acts.findLast(({ kind }) => kind === 'withdrawn' || kind === 'terminated')?.at ?? '';
  return meetings.filter(({ ended, convenedAt }) => !ended && convenedAt > endedAt);
}

function meetingOf({ meetings }: ModelCase, meeting: string) {
  return meetings.find(({ id }) => id === meeting)!;
}

function commitment(department: string, workingDays: number, { at, rules, book, id }: Step): CaseClock {
  const clockId = `commitment:${id()}`;
  const deadline = commitmentDeadline({ workingDays }, at, rules.policy, rules.calendar);
  return book.startClock({ clockId, kind: 'commitment', department }, at, deadline);
}

/** A department that leads from now on reports instead of the office. */
function officeReportsEnded(one: ModelCase, { at, book }: Step): CaseClock[] {
  return openClocks(one)
    .filter((clock) => clock.kind === 'progress' && partOf(clock) === OFFICE)
    .map((clock) => book.stopClock(clock, at));
}

/** 三(二) 联席会议, and the 议定事项 that come of it. */
export const MEETING_ACTS = {
  meetingConvened: act<object>({
    by: 'person',
    power: null,
    leads: true,
    choices: ({ type }) => (type === 'complex' ? [{}] : []),
    apply(one, _choice, { at, id }) {
      one.meetings.push({ id: id(), convenedAt: at, from: one.status!, ended: false });
      return { to: one.status === 'dispatched' ? 'dispatched' : 'meeting-convened' };
    },
  }),
  meetingHeld: act<{ meeting: string; lead: string; commitments: readonly number[] }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) =>
      awaited(one).flatMap(({ id }) => {
        const leads = one.status === 'dispatched' ? [one.lead!] : [...DEPARTMENTS.slice(0, 2), OFFICE];
        return leads.flatMap((lead) => [[], [2], [1, 4]].map((commitments) => ({ meeting: id, lead, commitments })));
      }),
    apply(one, { meeting, lead, commitments }, step) {
      meetingOf(one, meeting).ended = true;
      one.lead = lead;
      const made = commitments.map((workingDays) =>
        commitment(lead === OFFICE ? DEPARTMENTS[0] : lead, workingDays, step),
      );
      return {
        to: one.status === 'dispatched' ? 'dispatched' : 'meeting-held',
        clocks: [...made, ...(lead === OFFICE ? [] : officeReportsEnded(one, step))],
      };
    },
  }),
  meetingChanged: act<{ meeting: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices: (one) => awaited(one).map(({ id }) => ({ meeting: id })),
    apply: () => ({}),
  }),
  meetingCancelled: act<{ meeting: string }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) => awaited(one).map(({ id }) => ({ meeting: id })),
    apply(one, { meeting }) {
      const { from } = meetingOf(one, meeting);
      meetingOf(one, meeting).ended = true;
      if (one.status === 'dispatched') return { to: 'dispatched' };
      return { to: one.status === 'meeting-convened' && from === 'accepted' ? 'accepted' : 'meeting-held' };
    },
  }),
  commitmentEnded: act<{ clock: string; as: 'fulfilled' | 'released' }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) =>
      openClocks(one)
        .filter(({ kind }) => kind === 'commitment')
        .flatMap(({ clockId }) => (['fulfilled', 'released'] as const).map((as) => ({ clock: clockId, as }))),
    apply(one, { clock, as }, { at, book }) {
      const open = one.clocks.find(({ clockId }) => clockId === clock)!;
      return { clocks: [as === 'fulfilled' ? book.endClock(open, at) : book.stopClock(open, at)] };
    },
  }),
};
