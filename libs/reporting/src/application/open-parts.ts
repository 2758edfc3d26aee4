import { mergeClocks } from '@bancheng/casebook';
import { extendedClockId, type CaseEvent } from '@bancheng/contracts';
import type { WaitsFor } from '@bancheng/contracts/http/supervision-report';
import { dispatchClock, isDeadline, isMissed, type CaseClock, type CaseStatus } from '@bancheng/domain';

/** What one department, or with null the window, an agency or a leader, has of an open case. */
export interface OpenPart {
  department: string | null;
  /** The earliest deadline it has to meet; null where it has none. */
  dueAt: string | null;
  overdue: boolean;
  waitsFor: WaitsFor;
}

/**
 * Who has an open case now, by the events known of it, and what it waits for there. A case that departments have is theirs,
 * and the window's too where its own deadline comes before every one of theirs; else it is with the window.
 * @param events at least one, all of one case that is still open, in their order
 */
export function openPartsOf(events: readonly CaseEvent[], now: string): OpenPart[] {
  const clocks = events.reduce<CaseClock[]>((known, event) => mergeClocks(known, event.clocks), []);
  const open = clocks.filter((clock) => clock.endedAt === null);
  const deadlines = open.filter(isDeadline);
  const departments = [...new Set(deadlines.flatMap(({ department }) => department ?? []))];
  const holders = departments.length === 0 || ownComesFirst(deadlines) ? [...departments, null] : departments;
  return holders.map((department) => {
    const own = deadlines.filter((clock) => clock.department === department);
    const waitsFor = department === null ? windowWaitsFor(events, own) : departmentWaitsFor(events, own);
    return {
      department,
      dueAt: nextDue(own),
      overdue: own.some((clock) => isMissed(clock, now)),
      waitsFor,
    };
  });
}

/** Whether the case's own running deadline, which is no department's, comes before every one of theirs. */
function ownComesFirst(deadlines: readonly CaseClock[]): boolean {
  const running = deadlines.filter(({ pausedAt }) => pausedAt === undefined);
  const own = nextDue(running.filter(({ department }) => department === null));
  const theirs = nextDue(running.filter(({ department }) => department !== null));
  return own !== null && (theirs === null || own < theirs);
}

/** The earliest deadline among running clocks; where all are suspended, among those. */
function nextDue(clocks: readonly CaseClock[]): string | null {
  const running = clocks.filter(({ pausedAt }) => pausedAt === undefined);
  const dues = (running.length > 0 ? running : clocks).map(({ dueAt }) => dueAt);
  return dues.toSorted()[0] ?? null;
}

const BY_STATUS: Readonly<Record<CaseStatus, WaitsFor>> = {
  registered: 'acceptance',
  declined: 'follow-up',
  answered: 'follow-up',
  accepted: 'dispatch',
  'meeting-convened': 'meeting',
  'meeting-held': 'dispatch',
  dispatched: 'handling',
  transferred: 'agency',
  merged: 'closing',
  withdrawn: 'closing',
  terminated: 'follow-up',
  replied: 'follow-up',
  'follow-up': 'follow-up',
  'followed-up': 'closing',
  dissatisfied: 'ruling',
  closed: 'closing',
  archived: 'closing',
};

function windowWaitsFor(events: readonly CaseEvent[], own: readonly CaseClock[]): WaitsFor {
  if (extensionPending(events, own)) return 'extension-decision';
  if (own.some(({ kind }) => kind === 'commitment')) return 'commitment';
  if (own.some(({ kind }) => kind === 'progress')) return 'progress';
  const waits = BY_STATUS[events.at(-1)!.status];
  const lastMove = events.findLast(({ kind }) => MOVES.has(kind));
  if (waits !== 'dispatch' || lastMove === undefined) return waits;
  if (saysBeyondAuthority(lastMove)) return 'transfer';
  return lastMove.kind === 'returned' ? 'dispatch-again' : waits;
}

/** 超出本级权限, by the department that returned it or by the leader who ruled on that. */
function saysBeyondAuthority({ kind, detail }: CaseEvent): boolean {
  return (
    (kind === 'returned' && detail.proposedDepartment === null) ||
    (kind === 'returnRuled' && detail.ruledDepartment === null)
  );
}
const MOVES: ReadonlySet<string> = new Set([
  'accepted',
  'dispatched',
  'returned',
  'returnRuled',
  'recalled',
  'reworkOpened',
  'reopened',
]);

function departmentWaitsFor(events: readonly CaseEvent[], own: readonly CaseClock[]): WaitsFor {
  const slips = own.filter(({ kind }) => kind === 'dispatch');
  if (slips.length === 0 && extensionPending(events, own)) return 'extension-decision';
  if (slips.length === 0) return own.some(({ kind }) => kind === 'commitment') ? 'commitment' : 'progress';
  if (slips.some(({ pausedAt }) => pausedAt !== undefined)) return 'papers';
  const clockIds = slips.map(({ clockId }) => clockId);
  const about = events.filter(({ detail }) => 'dispatchId' in detail && clockIds.includes(clockIdOf(detail)));
  const has = (kind: CaseEvent['kind']) => about.some((event) => event.kind === kind);
  if (has('returned') && !has('returnRuled')) return 'return-ruling';
  if (extensionPending(events, slips)) return 'extension-decision';
  return has('signed') || has('replied') ? 'handling' : 'signing';
}

function clockIdOf(detail: object): string {
  return dispatchClock((detail as { dispatchId: string }).dispatchId).clockId;
}

/** Whether an undecided request for 延期 is about one of these clocks. */
function extensionPending(events: readonly CaseEvent[], own: readonly CaseClock[]): boolean {
  const asked = events.flatMap((event) =>
    event.kind === 'extensionAsked' && own.some(({ clockId }) => clockId === extendedClockId(event.detail))
      ? event.detail.extensionId
      : [],
  );
  const settled = events.flatMap((event) =>
    event.kind === 'extensionDecided' || event.kind === 'extensionWithdrawn' ? event.detail.extensionId : [],
  );
  return asked.some((id) => !settled.includes(id));
}
