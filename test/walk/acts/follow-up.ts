import {
  deadlineAfter,
  endMergedClocks,
  followUpEndedClocks,
  followUpOpenedClocks,
  followUpTakenClocks,
  GRADES,
  handlingRound,
  isDissatisfied,
  isLate,
  localDateOf,
  ruledClocks,
  rulingOwedClocks,
  REWORK_TYPES,
  wasTakenUp,
  type Grade,
  type ReworkType,
} from '@bancheng/domain';
import { act, openClocks, type ModelCase, type Step } from '../case.js';
import { caseClock } from './window.js';

type Now = Omit<Step, 'id'>;

function nothingOpen({ clocks, status }: ModelCase, { book }: Now): boolean {
  return status === 'merged' || book.openObligations(clocks).length === 0;
}

/** A new round of handling, on a clock of its own beside those before it. */
function newRound(one: ModelCase, type: ReworkType, step: Step, reopening = false) {
  if (one.type !== 'complex' || reopening) one.lead = null;
  one.type = type;
  const started = caseClock(`case:${handlingRound(one.clocks) + 1}`, type, step);
  one.acceptedAt ??= step.at;
  Object.assign(one, { tries: [], assigned: false, rated: false, terminated: false });
  return {
    to: one.lead === null ? ('accepted' as const) : ('meeting-held' as const),
    clocks: [{ ...started, ...(reopening && { reopening }) }],
  };
}

function reopenable({ closedAt, merged }: ModelCase, { at, rules: { policy, calendar } }: Now): boolean {
  return !merged && !isLate(at, deadlineAfter(closedAt!, policy.reopenWorkingDays, policy, calendar).dueAt);
}

/** The last round was one that a citizen can speak of: not of a matter taken back, or handled under another number. */
function ratable({ merged, rated, acts }: ModelCase): boolean {
  const followedUp = acts.findLastIndex(({ kind }) => kind === 'followUpOpened');
  return !merged && !rated && acts[followedUp - 1]?.status !== 'withdrawn';
}

/** What the citizen says; of a declined or terminated matter also whether the explanation was understood. */
interface Verdict {
  grade: Grade;
  explanationUnderstood?: boolean;
}

function verdicts({ type, terminated }: ModelCase): Verdict[] {
  if (type !== null && !terminated) return GRADES.map((grade) => ({ grade }));
  return GRADES.flatMap((grade) => [true, false].map((explanationUnderstood) => ({ grade, explanationUnderstood })));
}

/** 三(五) 回访评价, 三(六) 立卷归档. */
export const FOLLOW_UP_ACTS = {
  followUpOpened: act<object>({
    by: 'engine',
    power: null,
    leads: true,
    choices: (one, now) => (nothingOpen(one, now) ? [{}] : []),
    apply(one, _choice, { at, rules, book }) {
      const { status, anonymous, clocks } = one;
      one.terminationAsked = false;
      const reports = openClocks(one).filter(({ kind }) => kind === 'progress');
      const tracked = reports.map((clock) => book.stopClock(clock, at));
      if (status === 'withdrawn' || anonymous) return { to: 'followed-up', clocks: tracked };
      return { to: 'follow-up', clocks: [...tracked, ...followUpOpenedClocks(clocks, at, rules)] };
    },
  }),
  followUpAssigned: act<object>({
    by: 'person',
    power: null,
    leads: false,
    choices: ({ assigned }) => (assigned ? [] : [{}]),
    apply(one, _choice, { at }) {
      one.assigned = true;
      return { clocks: followUpTakenClocks(one.clocks, at) };
    },
  }),
  contactTried: act<{ result: 'no-answer' | 'refused' }>({
    by: 'person',
    power: null,
    leads: true,
    choices: () => [{ result: 'no-answer' }, { result: 'refused' }],
    apply(one, { result }, { at, rules }) {
      if (result === 'no-answer') one.tries.push(localDateOf(at));
      const ended = result === 'refused' || new Set(one.tries).size >= rules.policy.contactTryDays;
      return ended
        ? { to: 'followed-up', clocks: followUpEndedClocks(one.clocks, at) }
        : { to: 'follow-up', clocks: followUpTakenClocks(one.clocks, at) };
    },
  }),
  graded: act<Verdict>({
    by: 'person',
    power: null,
    leads: true,
    choices: verdicts,
    apply({ clocks, terminated }, { grade, explanationUnderstood }, { at, rules }) {
      const ended = followUpEndedClocks(clocks, at);
      if (!isDissatisfied(grade) && explanationUnderstood !== false) return { to: 'followed-up', clocks: ended };
      return { to: 'dissatisfied', clocks: [...ended, ...rulingOwedClocks(clocks, terminated, at, rules)] };
    },
  }),
  reworkOpened: act<object>({
    by: 'engine',
    power: 'starts-round',
    leads: true,
    choices: ({ clocks }, { book, rules }) => (book.reworkDue(clocks, rules.policy.reworkRounds) === null ? [] : [{}]),
    apply: (one, _choice, step) => newRound(one, 'general', step),
  }),
  dissatisfactionRuled: act<{ decision: 'close' | 'rework'; type?: ReworkType }>({
    by: 'person',
    power: 'starts-round',
    leads: true,
    choices({ clocks }, { book, rules }) {
      if (book.reworkDue(clocks, rules.policy.reworkRounds) !== null) return [];
      return [{ decision: 'close' }, ...REWORK_TYPES.map((type) => ({ decision: 'rework' as const, type }))];
    },
    apply(one, { decision, type }, step) {
      const ruled = ruledClocks(one.clocks, step.at);
      if (decision === 'close') return { to: 'followed-up', clocks: ruled };
      const { to, clocks } = newRound(one, type!, step, !wasTakenUp(one.clocks));
      return { to, clocks: [...ruled, ...clocks] };
    },
  }),
  closed: act<object>({
    by: 'engine',
    power: null,
    leads: true,
    choices: (one, now) => (nothingOpen(one, now) ? [{}] : []),
    apply(one, _choice, { at }) {
      one.closedAt = at;
      if (!one.merged) return {};
      const { at: mergedAt } = one.acts.findLast(({ kind }) => kind === 'merged')!;
      return { clocks: endMergedClocks(one.clocks, mergedAt, at) };
    },
  }),
  rated: act<Verdict>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) => (ratable(one) ? verdicts(one) : []),
    apply(one) {
      one.rated = true;
      return {};
    },
  }),
  reopened: act<{ type: ReworkType }>({
    by: 'person',
    power: 'starts-round',
    leads: true,
    choices: (one, now) => (reopenable(one, now) ? REWORK_TYPES.map((type) => ({ type })) : []),
    apply(one, { type }, step) {
      one.closedAt = null;
      const { clocks } = newRound(one, type, step, true);
      return { clocks };
    },
  }),
  archived: act<object>({ by: 'engine', power: null, leads: true, choices: () => [{}], apply: () => ({}) }),
};
