import {
  deadlineAfter,
  dispatchClocksUnderCase,
  dispatchDeadline,
  halfWorkingDayDeadline,
  isLate,
  OFFICE,
  REPLY_OUTCOMES,
  resumedDeadline,
  STANDARD_REQUIREMENTS,
  type CaseClock,
  type ReplyOutcome,
  type StandardRequirement,
} from '@bancheng/domain';
import {
  act,
  clockOf,
  currentCaseClock,
  DEPARTMENTS,
  isOpen,
  openClocks,
  type ModelCase,
  type Slip,
  type Step,
} from '../case.js';

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

function newSlip(department: string, lead: boolean, requirement: StandardRequirement, { at, id }: Step): Slip {
  return { id: id(), department, lead, requirement, sentAt: at, signed: false, outcome: null, ended: null };
}

function signClock({ id, department }: Slip, { at, rules, book }: Step): CaseClock {
  const deadline = halfWorkingDayDeadline(at, rules.calendar);
  return book.startClock({ clockId: `sign:${id}`, kind: 'sign', department }, at, deadline);
}

function slipClock({ id, department, requirement }: Slip, one: ModelCase, step: Step): CaseClock {
  const { at, rules, book } = step;
  const { endedAt, dueAt } = currentCaseClock(one);
  const cap = endedAt === null ? dueAt : null;
  const deadline = dispatchDeadline(requirement, at, cap, rules.policy, rules.calendar);
  const clock = book.startClock({ clockId: `dispatch:${id}`, kind: 'dispatch', department }, at, deadline);
  return { ...clock, requirement };
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

/** The clocks of what a slip waits for or reports on: the citizen's papers, the next progress. */
function sideClocks(one: ModelCase, { id }: Slip): CaseClock[] {
  const side = (clockId: string) => clockId === `suspension:${id}` || clockId.startsWith(`progress:${id}:`);
  return openClocks(one).filter(({ clockId }) => side(clockId));
}

/** The clocks of a slip that ends unanswered. */
function stopped(one: ModelCase, slip: Slip, step: Step): CaseClock[] {
  const clock = clockOf(one, `dispatch:${slip.id}`);
  const own = clock.endedAt === null ? [step.book.stopClock(clock, step.at)] : [];
  const side = sideClocks(one, slip).map((open) => step.book.stopClock(open, step.at));
  return [...own, ...signEnded(one, slip, step), ...side];
}

/** The clock of a slip that waited for papers, running on, and the end of the wait; none where it did not wait. */
export function waitEnded(one: ModelCase, slip: string, { at, rules, book }: Step): CaseClock[] {
  const limit = one.clocks.find(({ clockId }) => clockId === `suspension:${slip}`);
  if (limit === undefined || limit.endedAt !== null) return [];
  const clock = clockOf(one, `dispatch:${slip}`);
  const { dueAt: oldDueAt, askedDueAt } = clock;
  const stood = { oldDueAt, askedDueAt, suspendedAt: limit.startedAt, until: limit.dueAt, resumedAt: at };
  const { workingDays: _workingDays, ...deadline } = resumedDeadline(stood, rules);
  return [book.resumeClock(clock, deadline), book.stopClock(limit, at)];
}

export function caseClockMet(one: ModelCase, { at, book }: Step): CaseClock[] {
  const clock = currentCaseClock(one);
  return clock.endedAt === null ? [book.endClock(clock, at)] : [];
}

/** A report of progress was given, late or not; after one of progress the next is due. */
function reported(
  one: ModelCase,
  { id, department }: Reporter,
  final: boolean,
  { at, rules, book }: Step,
): CaseClock[] {
  const earlier = one.clocks.filter(({ clockId }) => clockId.startsWith(`progress:${id}:`));
  const met = earlier.filter(({ endedAt }) => endedAt === null).map((clock) => book.endClock(clock, at));
  if (final) return met;
  const { policy, calendar } = rules;
  const next = { clockId: `progress:${id}:${earlier.length + 1}`, kind: 'progress', department } as const;
  return [...met, book.startClock(next, at, deadlineAfter(at, policy.progressEveryWorkingDays, policy, calendar))];
}

interface Reporter {
  id: string;
  department: string | null;
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
    if (lead !== null && one.lead !== OFFICE && ![...present, ...departments].includes(lead)) return [];
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
    power: null,
    leads: true,
    choices: orders,
    apply(one, { departments, requirement, lead }, step) {
      one.lead = lead;
      const sent = departments.map((department) => newSlip(department, department === lead, requirement, step));
      for (const slip of one.slips) if (slip.ended === 'returned') slip.ended = 'rerouted';
      const clocks = sent.map((slip) => slipClock(slip, one, step));
      one.slips.push(...sent);
      return { to: 'dispatched', clocks: [...clocks, ...sent.map((slip) => signClock(slip, step))] };
    },
  }),
  signed: act<{ slip: string }>({
    by: 'person',
    power: null,
    leads: true,
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
  returned: act<{ slip: string; beyond?: true }>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: (one, step) =>
      open(one)
        .filter((slip) => returnable(one, slip, step))
        .flatMap(({ id }) => [{ slip: id }, { slip: id, beyond: true }]),
    apply(one, { slip: id, beyond = false }, step) {
      const slip = slipOf(one, id);
      const toLeader = one.returns.some((earlier) => !earlier.beyond);
      one.returns.push({ slip: id, beyond, toLeader, ruled: false, sent: null });
      if (!toLeader) slip.ended = 'returned';
      return {
        to: standing(one),
        clocks: toLeader ? [...signEnded(one, slip, step), ...waitEnded(one, slip.id, step)] : stopped(one, slip, step),
      };
    },
  }),
  // Null: beyond local authority, so that it is to be transferred.
  returnRuled: act<{ slip: string; department: string | null }>({
    by: 'person',
    power: null,
    leads: true,
    choices: (one) =>
      pendingReturns(one).flatMap(({ slip }) => {
        const own = slipOf(one, slip).department;
        const busy = open(one).map(({ department }) => department);
        const others = DEPARTMENTS.filter((department) => !busy.includes(department));
        return [own, ...others, null].map((department) => ({ slip, department }));
      }),
    apply(one, { slip, department }, step) {
      const ruling = one.returns.find((other) => other.slip === slip)!;
      const old = slipOf(one, slip);
      ruling.ruled = true;
      if (department === old.department) return { to: 'dispatched' };
      if (department === null) {
        old.ended = 'returned';
        return { to: standing(one), clocks: stopped(one, old, step) };
      }
      const next = newSlip(department, old.lead, old.requirement, step);
      const ended = stopped(one, old, step);
      Object.assign(ruling, { sent: next.id });
      old.ended = 'rerouted';
      one.slips.push(next);
      if (old.lead) one.lead = department;
      return {
        to: 'dispatched',
        clocks: [...ended, slipClock(next, one, step), signClock(next, step)],
      };
    },
  }),
  recalled: act<{ slip: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices: (one) => open(one).map(({ id }) => ({ slip: id })),
    apply(one, choice, step) {
      const slip = slipOf(one, choice.slip);
      slip.ended = 'recalled';
      const to = standing(one);
      return { to, clocks: [...stopped(one, slip, step), ...(to === 'replied' ? caseClockMet(one, step) : [])] };
    },
  }),
  succeeded: act<{ from: string; to: string }>({
    by: 'person',
    power: null,
    leads: false,
    choices(one) {
      const bound = openClocks(one).filter(({ kind }) => kind === 'dispatch' || kind === 'commitment');
      const busy = open(one).map(({ department }) => department);
      return DEPARTMENTS.filter((from) => bound.some(({ department }) => department === from)).flatMap((from) =>
        DEPARTMENTS.filter((to) => to !== from && !busy.includes(to)).map((to) => ({ from, to })),
      );
    },
    apply: succeed,
  }),
  replied: act<{ slip: string; outcome: ReplyOutcome }>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: (one) =>
      REPLY_OUTCOMES.filter((outcome) => outcome !== 'progress' || one.type === 'complex').flatMap((outcome) =>
        open(one).map(({ id }) => ({ slip: id, outcome })),
      ),
    apply: reply,
  }),
  progressReported: act<object>({
    by: 'person',
    power: 'moves-deadline',
    leads: true,
    choices: (one) => (one.type === 'complex' && one.lead === OFFICE ? [{}] : []),
    apply(one, _choice, step) {
      const met = caseClockMet(one, step);
      const freed = met.length === 0 ? [] : dispatchClocksUnderCase(one.clocks, null, step.at, step.rules);
      return { clocks: [...met, ...freed, ...reported(one, { id: OFFICE, department: null }, false, step)] };
    },
  }),
};

function succeed(one: ModelCase, { from, to }: { from: string; to: string }, step: Step) {
  const commitments = openClocks(one).filter(({ kind, department }) => kind === 'commitment' && department === from);
  const clocks = open(one)
    .filter(({ department }) => department === from)
    .flatMap((old) => {
      const next = newSlip(to, old.lead, old.requirement, step);
      const renamed = (clockId: string) =>
        clockId.startsWith('progress:') ? `progress:${next.id}:1` : clockId.replace(old.id, next.id);
      const running = [clockOf(one, `dispatch:${old.id}`), ...sideClocks(one, old)];
      const carried = running.map((clock) => ({ ...clock, clockId: renamed(clock.clockId), department: to }));
      const ended = stopped(one, old, step);
      takeOver(one, old, next);
      return [...ended, ...carried, signClock(next, step)];
    });
  if (one.lead === from) one.lead = to;
  return { clocks: [...clocks, ...commitments.map((clock) => ({ ...clock, department: to }))] };
}

/** What was asked for a slip and is not settled is asked for the one in its place. */
function takeOver(one: ModelCase, old: Slip, next: Slip): void {
  const waits = one.suspensions.findLast(({ slip }) => slip === old.id);
  if (waits !== undefined && clockOf(one, `suspension:${old.id}`).endedAt === null) waits.slip = next.id;
  const [from, to] = [old, next].map(({ id }) => `dispatch:${id}`) as [string, string];
  for (const asked of one.extensions) if (asked.clock === from && asked.state === 'pending') asked.clock = to;
  for (const back of one.returns) if (back.slip === old.id && back.toLeader && !back.ruled) back.slip = next.id;
  old.ended = 'succeeded';
  one.slips.push(next);
}

function reply(one: ModelCase, choice: { slip: string; outcome: ReplyOutcome }, step: Step) {
  const slip = slipOf(one, choice.slip);
  const final = choice.outcome !== 'progress';
  Object.assign(slip, { outcome: choice.outcome, signed: true, ...(final && { ended: 'replied' }) });
  const to = standing(one);
  const leadReports = one.type === 'complex' && slip.lead;
  const met = to === 'replied' || leadReports ? caseClockMet(one, step) : [];
  const clocks = [
    ...(final ? ownEnded(one, slip, step) : []),
    ...signEnded(one, slip, step),
    ...met,
    ...(final || met.length === 0 ? [] : dispatchClocksUnderCase(one.clocks, null, step.at, step.rules)),
    ...reported(one, slip, final, step),
  ];
  return { to, clocks };
}

/** The slip's own clock, and its wait for papers, are ended by the final reply only. */
function ownEnded(one: ModelCase, slip: Slip, step: Step): CaseClock[] {
  const limit = sideClocks(one, slip).find(({ kind }) => kind === 'suspension');
  // The longest wait was over, though no timer had said so yet.
  const ran = limit !== undefined && isLate(step.at, limit.dueAt) ? waitEnded(one, slip.id, step)[0] : undefined;
  const own = step.book.endClock(ran ?? clockOf(one, `dispatch:${slip.id}`), step.at);
  return [own, ...(limit === undefined ? [] : [step.book.stopClock(limit, step.at)])];
}
