import { ACCEPTANCE_CLOCK, CASE_CLOCK, currentCaseClock, dispatchClockId, mergeClocks } from '@bancheng/casebook';
import type { CaseEvent, FollowUpExclusion } from '@bancheng/contracts';
import {
  isDeadline,
  type ActKind,
  type CaseClock,
  type CaseStatus,
  type ComplaintType,
  type DeclineReason,
  type Grade,
  type ReplyOutcome,
} from '@bancheng/domain';

/** One case as `reporting.ledger` keeps it, by the table's columns. Instants are UTC; no name and no text. */
export interface LedgerRow {
  case_id: string;
  number: string;
  jurisdiction: string;
  status: CaseStatus;
  anonymous: boolean;
  type: ComplaintType | null;
  registered_at: string;
  /** 受理时间; of a matter answered at once at the window, the answer's. */
  accepted_at: string | null;
  /** 办理时限 of the present round, current and as first set; null while the case has none. */
  due_at: string | null;
  original_due_at: string | null;
  provisional: boolean;
  /** A clock of the case was missed, as far as an act has said so. */
  overdue: boolean;
  /** The earliest due instant of the clocks still running. */
  next_due_at: string | null;
  departments: string[];
  answered: boolean;
  decline_reason: DeclineReason | null;
  follow_up_excluded: FollowUpExclusion | null;
  unreachable: boolean;
  grade: Grade | null;
  closed_at: string | null;
}

/** One 转办单 of a case as `reporting.dispatch` keeps it. */
export interface DispatchRow {
  case_id: string;
  dispatch_id: string;
  jurisdiction: string;
  department: string;
  lead: boolean;
  sent_at: string;
  signed_at: string | null;
  /** The last reply, of whatever outcome. */
  replied_at: string | null;
  outcome: ReplyOutcome | null;
  /** The department's part has ended with that outcome. */
  final: boolean;
  due_at: string | null;
  ended_at: string | null;
  overdue_at: string | null;
}

type EventOf<K extends ActKind> = Extract<CaseEvent, { kind: K }>;

/**
 * What reporting knows of a case from the events it has, in whatever order they came and with whatever missing: a late
 * one takes its place by `seq`, overrides nothing newer, and brings what only it could tell. Only where an event that is
 * missing alone could tell (the type, say) does a column stay empty until it comes.
 * @param events at least one, all of one case, no `seq` twice
 */
export function projectCase(events: readonly CaseEvent[]): { ledger: LedgerRow; dispatches: DispatchRow[] } {
  const ordered = events.toSorted((a, b) => a.seq - b.seq);
  const clocks = ordered.reduce<CaseClock[]>((known, event) => mergeClocks(known, event.clocks), []);
  const dispatches = dispatchesOf(ordered, clocks);
  return { ledger: ledgerOf(ordered, clocks, dispatches), dispatches };
}

function ledgerOf(ordered: CaseEvent[], clocks: CaseClock[], dispatches: DispatchRow[]): LedgerRow {
  const newest = ordered.at(-1)!;
  const registered = last(ordered, 'registered');
  const accepted = last(ordered, 'accepted');
  const answered = last(ordered, 'answeredOnTheSpot');
  const caseClock = currentCaseClock({ clocks });
  const deadlines = clocks.filter(isDeadline);
  const running = deadlines.filter(({ endedAt }) => endedAt === null).map(({ dueAt }) => dueAt);
  return {
    case_id: newest.caseId,
    number: newest.number,
    jurisdiction: newest.jurisdiction,
    status: newest.status,
    anonymous: registered?.detail.anonymous ?? false,
    type: (answered ?? accepted)?.detail.type ?? null,
    registered_at: registered?.at ?? startOf(clocks, ACCEPTANCE_CLOCK) ?? ordered[0]!.at,
    accepted_at: accepted?.at ?? startOf(clocks, CASE_CLOCK) ?? answered?.at ?? null,
    due_at: caseClock?.dueAt ?? null,
    original_due_at: caseClock?.originalDueAt ?? null,
    provisional: caseClock?.provisional ?? false,
    overdue: deadlines.some(({ overdueAt }) => overdueAt !== null),
    next_due_at: running.toSorted()[0] ?? null,
    departments: lastSending(ordered)?.detail.departments ?? unique(dispatches.map((d) => d.department)),
    answered: answered !== undefined,
    decline_reason: last(ordered, 'declined')?.detail.reason ?? null,
    follow_up_excluded: last(ordered, 'followUpOpened')?.detail.excluded ?? null,
    unreachable: last(ordered, 'contactTried')?.detail.unreachable ?? false,
    grade: last(ordered, 'graded')?.detail.grade ?? null,
    closed_at: last(ordered, 'closed')?.at ?? null,
  };
}

function dispatchesOf(ordered: CaseEvent[], clocks: CaseClock[]): DispatchRow[] {
  const rows = new Map<string, DispatchRow>();
  for (const event of ordered) {
    for (const { dispatchId, department, lead } of mentionsOf(event)) {
      const known = rows.get(dispatchId) ?? newDispatch(event, dispatchId, department, clocks);
      rows.set(dispatchId, { ...known, lead: lead ?? known.lead, ...progressOf(event) });
    }
  }
  return [...rows.values()];
}

interface Mention {
  dispatchId: string;
  department: string;
  /** Only the dispatching itself says which one leads. */
  lead?: boolean;
}

/** The dispatches an event is about. */
function mentionsOf({ kind, detail }: CaseEvent): Mention[] {
  if (kind === 'dispatched') return detail.dispatches;
  if (kind === 'returnRuled') return [detail, ...detail.dispatches];
  return 'dispatchId' in detail ? [detail as Mention] : [];
}

function progressOf(event: CaseEvent): Partial<DispatchRow> {
  if (event.kind === 'signed') return { signed_at: event.at };
  if (event.kind !== 'replied') return {};
  return { replied_at: event.at, outcome: event.detail.outcome, final: event.detail.final };
}

function newDispatch(event: CaseEvent, dispatchId: string, department: string, clocks: CaseClock[]): DispatchRow {
  const clock = clocks.find(({ clockId }) => clockId === dispatchClockId(dispatchId));
  return {
    case_id: event.caseId,
    dispatch_id: dispatchId,
    jurisdiction: event.jurisdiction,
    department,
    lead: false,
    sent_at: clock?.startedAt ?? event.at,
    signed_at: null,
    replied_at: null,
    outcome: null,
    final: false,
    due_at: clock?.dueAt ?? null,
    ended_at: clock?.endedAt ?? null,
    overdue_at: clock?.overdueAt ?? null,
  };
}

/** A clock starts with the act it measures from, so any later event of it still tells that act's time. */
function startOf(clocks: CaseClock[], clockId: string): string | undefined {
  return clocks.find((clock) => clock.clockId === clockId)?.startedAt;
}

function last<K extends ActKind>(ordered: CaseEvent[], kind: K): EventOf<K> | undefined {
  return ordered.findLast((event): event is EventOf<K> => event.kind === kind);
}

/** The last act that sent a slip: it names all departments that have one. */
function lastSending(ordered: CaseEvent[]): EventOf<'dispatched' | 'returnRuled'> | undefined {
  return ordered.findLast(
    (event): event is EventOf<'dispatched' | 'returnRuled'> =>
      event.kind === 'dispatched' || event.kind === 'returnRuled',
  );
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
