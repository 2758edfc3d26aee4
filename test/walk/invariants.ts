import { isDeadline, lateAfter, nextAlarm, type CaseClock, type CaseStatus, type HallPolicy } from '@bancheng/domain';
import { isOpen, type ModelAct, type ModelCase } from './case.js';
import { MODEL } from './model.js';

/** What of a case an act finds before it. */
export type Before = Pick<ModelCase, 'status' | 'clocks'> & { seq: number };

/** A rule that no sequence of acts may break: the fault it finds after an act, or null. */
type Invariant = (before: Before, act: ModelAct, after: ModelCase, policy: HallPolicy) => string | null;

function pairs({ clocks }: Before, after: ModelCase): [CaseClock, CaseClock][] {
  return clocks.map((old) => [old, after.clocks.find(({ clockId }) => clockId === old.clockId)!]);
}

function each(fault: (old: CaseClock, now: CaseClock, act: ModelAct) => boolean, words: string): Invariant {
  return (before, act, after) => {
    const broken = pairs(before, after).find(([old, now]) => now === undefined || fault(old, now, act));
    return broken === undefined ? null : `${words}: ${broken[0].clockId} by ${act.kind}`;
  };
}

/** Whether a new calendar counted a clock anew that had been missed by a date that was provisional. */
function countedAnew(old: CaseClock, now: CaseClock, kind: ModelAct['kind']): boolean {
  const settled = old.provisional && old.overdueAt === old.dueAt && now.endedAt === old.endedAt;
  return kind === 'deadlinesReprojected' && settled && lateAfter(now) >= lateAfter(old);
}

function started(before: Before, after: ModelCase, kind: CaseClock['kind']): CaseClock[] {
  return after.clocks.filter(
    (clock) => clock.kind === kind && !before.clocks.some(({ clockId }) => clockId === clock.clockId),
  );
}

/** The invariants of the record, in the order in which they are looked at. */
const INVARIANTS: Record<string, Invariant> = {
  numbers: ({ seq }, act, { acts }) =>
    act.seq === seq + 1 && acts.length === act.seq ? null : 'the numbers of the acts have a gap',
  'time goes on': ({ seq }, act, { acts }) =>
    seq === 0 || acts[seq - 1]!.at <= act.at ? null : `${act.kind} is earlier than the act before it`,
  'the original deadline is never lost': each(
    (old, now) => old.originalDueAt !== now.originalDueAt || old.startedAt !== now.startedAt,
    'the original deadline is lost',
  ),
  'a case clock starts only with a round': (before, act, after) => {
    const count = started(before, after, 'case').length;
    if (count > 1 || (count === 1 && MODEL[act.kind].power !== 'starts-round'))
      return `${act.kind} restarted the case's clock`;
    return count === 1 && before.clocks.some(({ kind, endedAt }) => kind === 'case' && endedAt === null)
      ? `${act.kind} started a clock beside a running one`
      : null;
  },
  'a deadline moves only where it may': each(
    (old, now, { kind }) => old.dueAt !== now.dueAt && MODEL[kind].power !== 'moves-deadline',
    'a deadline moved',
  ),
  'an extension or a wait never shortens': each(
    (old, now, { kind }) => now.dueAt < old.dueAt && kind !== 'deadlinesReprojected' && kind !== 'retyped',
    'a deadline came nearer',
  ),
  'the overdue mark is never erased, unless its date was provisional and moved': each(
    (old, now, { kind, at }) =>
      old.overdueAt !== null &&
      now.overdueAt === null &&
      !(countedAnew(old, now, kind) && (now.endedAt ?? now.pausedAt ?? at) <= lateAfter(now)),
    'the overdue mark is erased',
  ),
  'an ended clock never moves, unless its date was provisional': each(
    (old, now, { kind }) =>
      old.endedAt !== null && JSON.stringify(old) !== JSON.stringify(now) && !countedAnew(old, now, kind),
    'an ended clock moved',
  ),
  'late is judged by the act': (before, act, after) => {
    const late = pairs(before, after).find(
      ([old, now]) =>
        ['replied', 'repliedByWindow', 'progressReported'].includes(act.kind) &&
        isDeadline(now) &&
        old.endedAt === null &&
        now.endedAt !== null &&
        (old.pausedAt ?? act.at) > lateAfter(old) &&
        now.overdueAt === null,
    );
    return late === undefined ? null : `${late[0].clockId} ended late and is not marked`;
  },
  'a clock that stands still warns of nothing': (before, act) => {
    if (MODEL[act.kind].power !== 'warns') return null;
    const still = act.clocks.find((clock) =>
      before.clocks.some((old) => old.clockId === clock.clockId && old.pausedAt !== undefined),
    );
    return still === undefined ? null : `${still.clockId} was warned of while it stood still`;
  },
  'a slip that waits for papers stands still': (_before, _act, { clocks }) => {
    const waits = clocks.filter(({ kind, endedAt }) => kind === 'suspension' && endedAt === null);
    const slips = waits.map(({ clockId }) => clockId.replace('suspension', 'dispatch'));
    const running = clocks.find(({ clockId, pausedAt }) => slips.includes(clockId) && pausedAt === undefined);
    return running === undefined ? null : `${running.clockId} waits for papers and does not stand still`;
  },
  'reworks are counted, and a leader rules on what is beyond them': (before, act, { acts }, { reworkRounds }) => {
    const since = acts.findLastIndex(({ kind }) => kind === 'reopened');
    const reworks = acts.filter(({ kind }, index) => kind === 'reworkOpened' && index > since);
    const ruling = before.clocks.some(({ kind, endedAt }) => kind === 'ruling' && endedAt === null);
    return act.kind === 'reworkOpened' && (ruling || reworks.length > reworkRounds)
      ? 'a rework that is a leader’s to decide'
      : null;
  },
  'nothing binding is open once it is followed up': ({ status }, act, after) => {
    if (act.kind !== 'followUpOpened' && act.kind !== 'closed') return null;
    if (status === 'merged') return null;
    const binding = after.clocks.some(({ kind, endedAt }) => endedAt === null && BINDING[kind]);
    return binding || after.slips.some(isOpen)
      ? `${act.kind} with an open commitment, dispatch, transfer or suspension`
      : null;
  },
  'a closed case has no running clock': (_before, act, after) =>
    act.kind === 'closed' && after.clocks.some(({ endedAt }) => endedAt === null)
      ? 'closed with a running clock'
      : null,
  'an accepted case is followed up before it is closed': ({ status }, act, after) => {
    if (act.kind !== 'closed' || status === 'merged') return null;
    const kinds = after.acts.map(({ kind }) => kind);
    const round = after.acts.findLastIndex(({ at, clocks }) =>
      clocks.some(({ kind, startedAt }) => kind === 'case' && startedAt === at),
    );
    return kinds.lastIndexOf('followUpOpened') > round ? null : 'closed without a follow-up';
  },
  'an open case is visibly open': (_before, _act, after) =>
    isVisible(after) ? null : `nobody waits for ${after.status}`,
};

/** Whether a case may not be followed up while such a clock is open. */
const BINDING: Readonly<Record<CaseClock['kind'], boolean>> = {
  acceptance: false,
  case: false,
  dispatch: true,
  sign: false,
  commitment: true,
  progress: false,
  transfer: true,
  claim: false,
  'follow-up': false,
  ruling: false,
  suspension: true,
};
/** Where the engine has a step to take, or the clerk, the caller or a leader one: it stands in their list. */
const LISTED: Readonly<Record<CaseStatus, boolean>> = {
  registered: false,
  declined: true,
  answered: true,
  accepted: true,
  'meeting-convened': true,
  'meeting-held': true,
  dispatched: false,
  transferred: false,
  merged: true,
  withdrawn: true,
  terminated: true,
  replied: false,
  'follow-up': true,
  'followed-up': true,
  dissatisfied: true,
  closed: true,
  archived: true,
};

/** Whether it is somebody's turn, or a deadline runs: one that will be warned of, or was missed and is marked. */
function isVisible({ status, clocks }: ModelCase): boolean {
  if (LISTED[status!]) return true;
  const open = clocks.filter(({ endedAt }) => endedAt === null);
  return open.some(isDeadline) || nextAlarm(open) !== null || (status === 'replied' && open.length === 0);
}

/** The first invariant that the act broke; null when it broke none. */
export function faultOf(before: Before, act: ModelAct, after: ModelCase, policy: HallPolicy): string | null {
  for (const invariant of Object.values(INVARIANTS)) {
    const fault = invariant(before, act, after, policy);
    if (fault !== null) return fault;
  }
  return null;
}
