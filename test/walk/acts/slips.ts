import {
  deadlineAfter,
  dispatchDeadline,
  halfWorkingDayDeadline,
  isLate,
  REPLY_OUTCOMES,
  STANDARD_REQUIREMENTS,
  yellowAt,
  type CaseClock,
  type ReplyOutcome,
  type StandardRequirement,
} from '@bancheng/domain';
import { act, clockOf, currentCaseClock, isOpen, openClocks, type ModelCase, type Slip, type Step } from '../case.js';

export const DEPARTMENTS = ['scjg', 'rs', 'bdc'] as const;

/** The slips sent since the present round began. */
export function slipsOfRound(one: ModelCase): Slip[] {
  const { startedAt } = currentCaseClock(one);
  return one.slips.filter(({ sentAt }) => sentAt >= startedAt);
}

/** Dispatched while a slip is open, replied when every part is answered, else the clerk's again (routing's `standingOf`). */
function standing(one: ModelCase): 'dispatched' | 'replied' | 'accepted' | 'meeting-held' {
  const present = slipsOfRound(one);
  if (present.some(isOpen)) return 'dispatched';
  const parts = present.filter(({ ended }) => ended === 'replied' || ended === 'returned');
  if (parts.length > 0 && parts.every(({ ended }) => ended === 'replied')) return 'replied';
  return one.type === 'complex' ? 'meeting-held' : 'accepted';
}

function newSlip(department: string, lead: boolean, { at, id }: Step): Slip {
  return { id: id(), department, lead, sentAt: at, signed: false, outcome: null, ended: null };
}

function signClock({ id, department }: Slip, { at, rules, book }: Step): CaseClock {
  const deadline = halfWorkingDayDeadline(at, rules.calendar);
  return book.startClock({ clockId: `sign:${id}`, kind: 'sign', department }, at, deadline);
}

function slipClock({ id, department }: Slip, requirement: StandardRequirement, one: ModelCase, step: Step): CaseClock {
  const { at, rules, book } = step;
  const { endedAt, dueAt } = currentCaseClock(one);
  const cap = endedAt === null ? dueAt : null;
  const deadline = dispatchDeadline(requirement, at, cap, rules.policy, rules.calendar);
  return book.startClock({ clockId: `dispatch:${id}`, kind: 'dispatch', department }, at, deadline);
}

function open(one: ModelCase): Slip[] {
  return one.slips.filter(isOpen);
}

export function slipOf(one: ModelCase, slip: string): Slip {
  return one.slips.find(({ id }) => id === slip)!;
}

function signEnded(one: ModelCase, { id }: Slip, { at, book }: Step): CaseClock[] {
  const clock = clockOf(one, `sign:${id}`);
  return clock.endedAt === null ? [book.stopClock(clock, at)] : [];
}

/** A wait for papers that ends with its slip. */
function waitEnded(one: ModelCase, slip: Slip, { at, book }: Step): CaseClock[] {
  const waits = one.suspensions
    .filter((wait) => wait.slip === slip.id)
    .map(({ id }) => clockOf(one, `suspension:${id}`));
  return waits.filter(({ endedAt }) => endedAt === null).map((clock) => book.stopClock(clock, at));
}

/** The clocks of a slip that ends unanswered. */
function stopped(one: ModelCase, slip: Slip, step: Step): CaseClock[] {
  const clock = clockOf(one, `dispatch:${slip.id}`);
  const own = clock.endedAt === null ? [step.book.stopClock(clock, step.at)] : [];
  return [...own, ...signEnded(one, slip, step), ...waitEnded(one, slip, step)];
}

/** The case's own clocks that still run, met: its deadline, or the next progress report after that. */
export function caseClocksMet(one: ModelCase, { at, book }: Step): CaseClock[] {
  return openClocks(one)
    .filter(({ kind }) => kind === 'case' || kind === 'progress')
    .map((clock) => book.endClock(clock, at));
}

/** By when a complex case that is not solved yet is reported on next. */
function nextReport(one: ModelCase, department: string, { at, rules, book }: Step): CaseClock {
  const { policy, calendar } = rules;
  const clockId = `progress:${one.clocks.filter(({ kind }) => kind === 'progress').length + 1}`;
  const deadline = deadlineAfter(at, policy.progressEveryWorkingDays, policy, calendar);
  return book.startClock({ clockId, kind: 'progress', department }, at, deadline);
}

/** Whether the lead's part is gone, so that another may lead. */
function leadGone(one: ModelCase): boolean {
  const led = slipsOfRound(one).filter(({ department }) => department === one.lead);
  return led.length > 0 && led.every(({ ended }) => ended !== null && ended !== 'replied');
}

interface Order {
  departments: readonly string[];
  requirement: StandardRequirement;
  lead: string | null;
}

function orders(one: ModelCase): Order[] {
  if (one.type === 'complex' && one.status === 'accepted') return [];
  const busy = open(one).map(({ department }) => department);
  const free = DEPARTMENTS.filter((department) => !busy.includes(department));
  const sets = [...free.map((department) => [department]), ...(free.length > 1 ? [free.slice(0, 2)] : [])];
  const present = slipsOfRound(one).map(({ department }) => department);
  return sets.flatMap((departments) => {
    const lead = leadGone(one) ? departments[0]! : one.lead;
    if (lead !== null && ![...present, ...departments].includes(lead)) return [];
    return STANDARD_REQUIREMENTS.map((requirement) => ({ departments, requirement, lead }));
  });
}

function returnable(one: ModelCase, slip: Slip, { at, rules }: Omit<Step, 'id'>): boolean {
  if (slip.outcome !== null) return false;
  if (one.returns.some((other) => other.slip === slip.id || other.sent === slip.id)) return false;
  return !isLate(at, deadlineAfter(slip.sentAt, rules.policy.returnWorkingDays, rules.policy, rules.calendar).dueAt);
}

function pendingReturns(one: ModelCase) {
  return one.returns.filter(({ slip, toLeader, ruled }) => {
    const { ended, outcome } = slipOf(one, slip);
    return toLeader && !ruled && ended === null && outcome === null;
  });
}

/** 三(二) 及时转办, 三(三) 限时办结: the slips of a case. */
export const SLIP_ACTS = {
  dispatched: act<Order>({
    by: 'person',
    choices: orders,
    apply(one, { departments, requirement, lead }, step) {
      one.lead = lead;
      const sent = departments.map((department) => newSlip(department, department === lead, step));
      for (const slip of one.slips) if (slip.ended === 'returned') slip.ended = 'rerouted';
      const clocks = sent.map((slip) => slipClock(slip, requirement, one, step));
      one.slips.push(...sent);
      return { to: 'dispatched', clocks: [...clocks, ...sent.map((slip) => signClock(slip, step))] };
    },
  }),
  signed: act<{ slip: string }>({
    by: 'person',
    choices: (one) =>
      open(one)
        .filter(({ signed }) => !signed)
        .map(({ id }) => ({ slip: id })),
    apply(one, choice, step) {
      const slip = slipOf(one, choice.slip);
      slip.signed = true;
      return { clocks: signEnded(one, slip, step) };
    },
  }),
  returned: act<{ slip: string }>({
    by: 'person',
    choices: (one, step) =>
      open(one)
        .filter((slip) => returnable(one, slip, step))
        .map(({ id }) => ({ slip: id })),
    apply(one, choice, step) {
      const slip = slipOf(one, choice.slip);
      const toLeader = one.returns.length > 0;
      one.returns.push({ slip: slip.id, toLeader, ruled: false, sent: null });
      if (!toLeader) slip.ended = 'returned';
      return { to: standing(one), clocks: toLeader ? signEnded(one, slip, step) : stopped(one, slip, step) };
    },
  }),
  returnRuled: act<{ slip: string; department: string }>({
    by: 'person',
    choices: (one) =>
      pendingReturns(one).flatMap(({ slip }) => {
        const own = slipOf(one, slip).department;
        const busy = open(one).map(({ department }) => department);
        const others = DEPARTMENTS.filter((department) => !busy.includes(department));
        return [own, ...others].map((department) => ({ slip, department }));
      }),
    apply(one, { slip, department }, step) {
      const ruling = one.returns.find((other) => other.slip === slip)!;
      const old = slipOf(one, slip);
      ruling.ruled = true;
      if (department === old.department) return {};
      const next = newSlip(department, old.lead, step);
      const ended = stopped(one, old, step);
      Object.assign(ruling, { sent: next.id });
      old.ended = 'rerouted';
      one.slips.push(next);
      if (old.lead) one.lead = department;
      return {
        clocks: [...ended, remainingClock(next, clockOf(one, `dispatch:${slip}`), step), signClock(next, step)],
      };
    },
  }),
  recalled: act<{ slip: string }>({
    by: 'person',
    choices: (one) => open(one).map(({ id }) => ({ slip: id })),
    apply(one, choice, step) {
      const slip = slipOf(one, choice.slip);
      slip.ended = 'recalled';
      const to = standing(one);
      return { to, clocks: [...stopped(one, slip, step), ...(to === 'replied' ? caseClocksMet(one, step) : [])] };
    },
  }),
  replied: act<{ slip: string; outcome: ReplyOutcome }>({
    by: 'person',
    choices: (one) =>
      REPLY_OUTCOMES.filter((outcome) => outcome !== 'progress' || one.type === 'complex').flatMap((outcome) =>
        open(one).map(({ id }) => ({ slip: id, outcome })),
      ),
    apply: reply,
  }),
};

/** The clock of a slip sent in place of another: what is left of that one's. */
function remainingClock({ id, department }: Slip, old: CaseClock, { at, rules, book }: Step): CaseClock {
  const { dueAt, originalDueAt, provisional, calendarVersion } = old;
  const deadline = { dueAt, yellowAt: yellowAt(at, dueAt, rules.policy, rules.calendar), provisional, calendarVersion };
  const clock = book.startClock({ clockId: `dispatch:${id}`, kind: 'dispatch', department }, at, deadline);
  return { ...clock, originalDueAt };
}

function reply(one: ModelCase, choice: { slip: string; outcome: ReplyOutcome }, step: Step) {
  const slip = slipOf(one, choice.slip);
  const final = choice.outcome !== 'progress';
  Object.assign(slip, { outcome: choice.outcome, signed: true, ...(final && { ended: 'replied' }) });
  const to = standing(one);
  const leadReports = one.type === 'complex' && slip.lead;
  const clocks = [
    step.book.endClock(clockOf(one, `dispatch:${slip.id}`), step.at),
    ...signEnded(one, slip, step),
    ...waitEnded(one, slip, step),
    ...(to === 'replied' || leadReports ? caseClocksMet(one, step) : []),
  ];
  const ended = clocks.map(({ clockId }) => clockId);
  const runs = openClocks(one).some(
    ({ clockId, kind }) => (kind === 'case' || kind === 'progress') && !ended.includes(clockId),
  );
  const waits = one.type === 'complex' && to === 'dispatched' && !runs;
  return { to, clocks: waits ? [...clocks, nextReport(one, slip.department, step)] : clocks };
}
