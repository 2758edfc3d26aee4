import {
  endMergedClocks,
  GRADES,
  handlingRound,
  isDissatisfied,
  isLate,
  localDateOf,
  wasTakenUp,
  type Grade,
} from '@bancheng/domain';
import { act, type ModelCase, type Step } from '../case.js';
import { caseClock } from './window.js';

type Now = Omit<Step, 'id'>;

function nothingOpen({ clocks, status }: ModelCase, { book }: Now): boolean {
  return status === 'merged' || book.openObligations(clocks).length === 0;
}

/** A new round of handling, on a clock of its own beside those before it. */
function newRound(one: ModelCase, step: Step, reopening = false) {
  const started = caseClock(`case:${handlingRound(one.clocks) + 1}`, one.type!, step);
  one.tries = [];
  if (one.type !== 'complex') one.lead = null;
  return {
    to: one.lead === null ? ('accepted' as const) : ('meeting-held' as const),
    clocks: [{ ...started, ...(reopening && { reopening }) }],
  };
}

function reopenable({ closedAt }: ModelCase, { at, rules }: Now): boolean {
  const { addWorkingDays, close } = rules.calendar;
  const last = addWorkingDays.call(rules.calendar, localDateOf(closedAt!), rules.policy.reopenWorkingDays).date;
  return !isLate(at, close.call(rules.calendar, last));
}

/** 三(五) 回访评价, 三(六) 立卷归档. */
export const FOLLOW_UP_ACTS = {
  followUpOpened: act<object>({
    by: 'engine',
    choices: (one, now) => (nothingOpen(one, now) ? [{}] : []),
    apply: ({ status, anonymous }) => ({ to: status === 'withdrawn' || anonymous ? 'followed-up' : 'follow-up' }),
  }),
  followUpAssigned: act<object>({ by: 'person', choices: () => [{}], apply: () => ({}) }),
  contactTried: act<object>({
    by: 'person',
    choices: () => [{}],
    apply(one, _choice, { at, rules }) {
      one.tries.push(localDateOf(at));
      return { to: new Set(one.tries).size >= rules.policy.contactTryDays ? 'followed-up' : 'follow-up' };
    },
  }),
  graded: act<{ grade: Grade }>({
    by: 'person',
    choices: () => GRADES.map((grade) => ({ grade })),
    apply: (_one, { grade }) => ({ to: isDissatisfied(grade) ? 'dissatisfied' : 'followed-up' }),
  }),
  reworkOpened: act<object>({
    by: 'engine',
    choices: ({ clocks }, { book, rules }) => (book.reworkDue(clocks, rules.policy.reworkRounds) === null ? [] : [{}]),
    apply: (one, _choice, step) => newRound(one, step),
  }),
  dissatisfactionRuled: act<{ decision: 'close' | 'rework' }>({
    by: 'person',
    choices({ clocks }, { book, rules }) {
      if (book.reworkDue(clocks, rules.policy.reworkRounds) !== null) return [];
      return wasTakenUp(clocks) ? [{ decision: 'close' }, { decision: 'rework' }] : [{ decision: 'close' }];
    },
    apply: (one, { decision }, step) => (decision === 'close' ? { to: 'followed-up' } : newRound(one, step)),
  }),
  closed: act<object>({
    by: 'engine',
    choices: (one, now) => (nothingOpen(one, now) ? [{}] : []),
    apply(one, _choice, { at }) {
      const { status } = one;
      one.closedAt = at;
      const mergedAt = one.acts.findLast(({ kind }) => kind === 'merged')?.at;
      return mergedAt === undefined || status !== 'merged' ? {} : { clocks: endMergedClocks(one.clocks, mergedAt, at) };
    },
  }),
  rated: act<{ grade: Grade }>({
    by: 'person',
    choices: ({ rated }) => (rated ? [] : GRADES.map((grade) => ({ grade }))),
    apply(one) {
      one.rated = true;
      return {};
    },
  }),
  reopened: act<object>({
    by: 'person',
    choices: (one, now) => (reopenable(one, now) ? [{}] : []),
    apply(one, _choice, step) {
      one.type ??= 'general';
      one.acceptedAt ??= step.at;
      const { clocks } = newRound(one, step, true);
      one.lead = null;
      one.closedAt = null;
      return { to: 'accepted', clocks };
    },
  }),
  archived: act<object>({ by: 'engine', choices: () => [{}], apply: () => ({}) }),
};
