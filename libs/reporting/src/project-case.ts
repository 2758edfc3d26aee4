import { mergeClocks } from '@bancheng/casebook';
import type { CaseEvent, FollowUpExclusion, Rater } from '@bancheng/contracts';
import {
  ACCEPTANCE_CLOCK,
  caseClockRef,
  currentCaseClock,
  dispatchClock,
  isDeadline,
  lateAfter,
  suspensionClock,
  type ActKind,
  type CaseClock,
  type Channel,
  type ClockRef,
  type CaseStatus,
  type ComplaintType,
  type Grade,
  type ReplyOutcome,
} from '@bancheng/domain';
import { milestonesOf, type Milestones } from './milestones.js';
import { verdictsOf, type VerdictRow } from './verdicts.js';

/** One case as `reporting.ledger` keeps it, by the table's columns. Instants are UTC; no name and no text. */
export interface LedgerRow extends Milestones {
  case_id: string;
  number: string;
  jurisdiction: string;
  status: CaseStatus;
  channel: Channel | null;
  anonymous: boolean;
  type: ComplaintType | null;
  /** As it was when the matter was first taken up. */
  original_type: ComplaintType | null;
  registered_at: string;
  /** 受理时间; of a matter answered at once at the window, the answer's. */
  accepted_at: string | null;
  /** 办理时限 of the present round, current and as first set; null while the case has none. */
  due_at: string | null;
  original_due_at: string | null;
  provisional: boolean;
  /** A clock of the case was missed, as far as an act has said so. */
  overdue: boolean;
  /** An overdue mark was taken back: its provisional deadline moved by a new calendar. */
  overdue_taken_back: boolean;
  /** The earliest due instant of the clocks still running; those of a merged case run on unseen. */
  next_due_at: string | null;
  departments: string[];
  /** 牵头部门: as the last slips or, before them, the last meeting named it. */
  lead_department: string | null;
  /** The 帮办代办 agency it was last handed over to, and what that answered. */
  agency: string | null;
  agency_outcome: ReplyOutcome | null;
  /** An extension (延期) of one of its deadlines was granted. */
  extended: boolean;
  answered: boolean;
  /** What the window replied itself, or the 首席代表 who came to it, whose department is named; null where neither did. */
  window_reply: WindowReply | null;
  decline_reason: string | null;
  /** 原因分类, and whether a rule or guide must change, as last said; null before. */
  cause: string | null;
  change_needed: boolean | null;
  follow_up_excluded: FollowUpExclusion | null;
  unreachable: boolean;
  grade: Grade | null;
  graded_by: Rater | null;
  /** The citizen's own, after the case was closed. */
  rating: Grade | null;
  /** The follow-up was given to an officer who was not independent, because nobody was. */
  dependent_follow_up: boolean;
  closed_at: string | null;
  /** It was closed before, and taken up again. */
  reopened: boolean;
  /** The first case that it stands under, or was closed with (并单). */
  merged_into: string | null;
  /** The same person had reported a like matter before (重复反映). */
  repeated: boolean;
  /** The slip was written at a station without a connection; it counts from then. */
  offline: boolean;
}

/** 窗口反馈 of a case. */
export interface WindowReply {
  /** The act that has its text. */
  seq: number;
  /** Null: the window itself is the handling unit. */
  department: string | null;
  outcome: ReplyOutcome;
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
  original_due_at: string | null;
  /** Since when the department's clock stands still. */
  paused_at: string | null;
  suspensions: SuspensionNote[];
  ended_at: string | null;
  overdue_at: string | null;
}

/** 挂起 of one dispatch. */
export interface SuspensionNote {
  suspendedAt: string;
  /** Null while the citizen's papers are awaited. */
  endedAt: string | null;
  /** How long the clock stood still; null unless it was resumed. */
  workingDays: number | null;
}

type EventOf<K extends ActKind> = Extract<CaseEvent, { kind: K }>;

/**
 * What reporting knows of a case from the events it has, in whatever order they came. A late event takes its place by
 * `seq`, overrides nothing newer, and adds what only it tells. A column stays empty only while the one event that could
 * fill it is missing (the type, say).
 * @param events at least one, all of one case, no `seq` twice
 */
export function projectCase(events: readonly CaseEvent[]): {
  ledger: LedgerRow;
  dispatches: DispatchRow[];
  verdicts: VerdictRow[];
} {
  const ordered = events.toSorted((a, b) => a.seq - b.seq);
  const clocks = ordered.reduce<CaseClock[]>((known, event) => mergeClocks(known, event.clocks), []);
  const dispatches = dispatchesOf(ordered, clocks);
  return { ledger: ledgerOf(ordered, clocks, dispatches), dispatches, verdicts: verdictsOf(ordered, dispatches) };
}

function ledgerOf(ordered: CaseEvent[], clocks: CaseClock[], dispatches: DispatchRow[]): LedgerRow {
  const newest = ordered.at(-1)!;
  const registered = last(ordered, 'registered');
  const accepted = last(ordered, 'accepted');
  const answered = last(ordered, 'answeredOnTheSpot');
  const reopened = last(ordered, 'reopened');
  const opening = since(ordered, reopened);
  const transferred = last(ordered, 'transferred');
  const graded = last(opening, 'graded');
  const tried = last(opening, 'contactTried');
  const assigned = last(since(ordered, last(ordered, 'followUpOpened')), 'followUpAssigned');
  const types = typesOf(ordered);
  const type = types.at(-1) ?? null;
  const caseClock = currentCaseClock({ clocks });
  const deadlines = clocks.filter(isDeadline);
  const running = deadlines
    .filter(({ endedAt, pausedAt }) => endedAt === null && pausedAt === undefined)
    .map(({ dueAt }) => dueAt);
  return {
    case_id: newest.caseId,
    number: newest.number,
    jurisdiction: newest.jurisdiction,
    status: newest.status,
    channel: registered?.detail.channel ?? null,
    anonymous: registered?.detail.anonymous ?? false,
    type,
    original_type: types[0] ?? null,
    registered_at:
      registered?.detail.offline?.writtenAt ?? registered?.at ?? startOf(clocks, ACCEPTANCE_CLOCK) ?? ordered[0]!.at,
    accepted_at:
      accepted?.at ?? startOf(clocks, caseClockRef(1)) ?? answered?.at ?? reopened?.at ?? takenUp(ordered)?.at ?? null,
    due_at: caseClock?.dueAt ?? null,
    original_due_at: caseClock?.originalDueAt ?? null,
    provisional: caseClock?.provisional ?? false,
    overdue: deadlines.some(({ overdueAt }) => overdueAt !== null),
    overdue_taken_back: ordered.some(
      ({ kind, detail }) => kind === 'deadlinesReprojected' && detail.takenBack !== undefined,
    ),
    next_due_at: newest.status === 'merged' ? null : (running.toSorted()[0] ?? null),
    departments: departmentsOf(ordered, dispatches),
    lead_department:
      dispatches.findLast(({ lead }) => lead)?.department ??
      last(ordered, 'meetingHeld')?.detail.leadDepartment ??
      null,
    agency: transferred?.detail.agency ?? null,
    agency_outcome: last(since(ordered, transferred), 'transferAnswered')?.detail.outcome ?? null,
    extended: ordered.some(({ kind, detail }) => kind === 'extensionDecided' && detail.granted),
    answered: last(opening, 'answeredOnTheSpot') !== undefined,
    window_reply: windowReplyOf(opening),
    decline_reason: declineReasonOf(since(opening, takenUp(opening))),
    cause: last(ordered, 'causeRecorded')?.detail.cause ?? null,
    change_needed: last(ordered, 'causeRecorded')?.detail.changeNeeded ?? null,
    follow_up_excluded: tried?.detail.excluded ?? last(opening, 'followUpOpened')?.detail.excluded ?? null,
    unreachable: tried?.detail.unreachable ?? false,
    grade: graded?.detail.grade ?? null,
    graded_by: graded === undefined ? null : (graded.detail.by ?? 'officer'),
    rating: last(opening, 'rated')?.detail.grade ?? null,
    dependent_follow_up: assigned?.detail.independent === false,
    closed_at: last(opening, 'closed')?.at ?? null,
    ...milestonesOf(ordered, caseClock, { complex: type === 'complex', dispatches }),
    reopened: reopened !== undefined,
    merged_into: mergedInto(ordered),
    repeated: last(ordered, 'repeatFlagged') !== undefined,
    offline: registered?.detail.offline !== undefined,
  };
}

/** The events after that one; all of them where there was none. What a reopened case came to before does not count. */
function since(ordered: CaseEvent[], start: CaseEvent | undefined): CaseEvent[] {
  return start === undefined ? ordered : ordered.filter(({ seq }) => seq > start.seq);
}

/** Why the window did not take the matter, at once or after all (终止). */
function declineReasonOf(ordered: CaseEvent[]): string | null {
  return (last(ordered, 'terminated') ?? last(ordered, 'declined'))?.detail.reason ?? null;
}

/** What was declined first and then taken up by a leader's ruling: its round follows none. */
function takenUp(ordered: CaseEvent[]): EventOf<'dissatisfactionRuled'> | undefined {
  const rulings = ordered.filter((event) => event.kind === 'dissatisfactionRuled');
  return rulings.findLast(({ detail: { rework } }) => rework !== null && rework.previousClockId === null);
}

/** Every 问题类型 that the case was said to have, in order: at acceptance, corrected, and of each round. */
function typesOf(ordered: CaseEvent[]): ComplaintType[] {
  return ordered.flatMap((event) => typeSaidBy(event) ?? []);
}

function typeSaidBy({ kind, detail }: CaseEvent): ComplaintType | undefined {
  if (kind === 'accepted' || kind === 'answeredOnTheSpot' || kind === 'reopened') return detail.type;
  if (kind === 'retyped') return detail.to;
  if (kind === 'reworkOpened') return detail.type;
  return kind === 'dissatisfactionRuled' ? detail.rework?.type : undefined;
}

function mergedInto(ordered: CaseEvent[]): string | null {
  const merged = last(ordered, 'merged');
  return merged === undefined || last(since(ordered, merged), 'unmerged') !== undefined ? null : merged.detail.into;
}

function dispatchesOf(ordered: CaseEvent[], clocks: CaseClock[]): DispatchRow[] {
  const rows = new Map<string, DispatchRow>();
  for (const event of ordered) {
    for (const { dispatchId, department, lead } of mentionsOf(event)) {
      const known = rows.get(dispatchId) ?? newDispatch(event, dispatchId, department, clocks, ordered);
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
  if (kind === 'dispatched' || kind === 'succeeded') return detail.dispatches;
  if (kind === 'returnRuled') return [detail, ...detail.dispatches];
  return 'dispatchId' in detail && detail.dispatchId !== null ? [detail as Mention] : [];
}

function progressOf(event: CaseEvent): Partial<DispatchRow> {
  if (event.kind === 'signed') return { signed_at: event.at };
  if (event.kind !== 'replied') return {};
  return { replied_at: event.at, outcome: event.detail.outcome, final: event.detail.final };
}

/** A suspension is told by its clock in each act that moves it, and is identified by when it began. */
function suspensionsOf(ordered: CaseEvent[], dispatchId: string): SuspensionNote[] {
  const notes = new Map<string, SuspensionNote>();
  for (const event of ordered) {
    const clock = event.clocks.find(({ clockId }) => clockId === suspensionClock(dispatchId).clockId);
    if (clock === undefined) continue;
    const { startedAt: suspendedAt, endedAt } = clock;
    const workingDays = event.kind === 'resumed' ? event.detail.workingDays : null;
    notes.set(suspendedAt, { suspendedAt, endedAt, workingDays });
  }
  return [...notes.values()];
}

function newDispatch(
  event: CaseEvent,
  dispatchId: string,
  department: string,
  clocks: CaseClock[],
  ordered: CaseEvent[],
): DispatchRow {
  const clock = clocks.find(({ clockId }) => clockId === dispatchClock(dispatchId).clockId);
  return {
    case_id: event.caseId,
    dispatch_id: dispatchId,
    jurisdiction: event.jurisdiction,
    department,
    lead: false,
    sent_at: event.kind === 'succeeded' ? event.at : (clock?.startedAt ?? event.at), // its clock is an older slip's
    signed_at: null,
    replied_at: null,
    outcome: null,
    final: false,
    due_at: clock === undefined ? null : lateAfter(clock), // what the department is judged by; the rest is the hall's
    original_due_at: clock?.originalDueAt ?? null,
    paused_at: clock?.pausedAt ?? null,
    suspensions: suspensionsOf(ordered, dispatchId),
    ended_at: clock?.endedAt ?? null,
    overdue_at: clock?.overdueAt ?? null,
  };
}

/** A clock starts with the act it measures from, so any later event with that clock still tells that act's time. */
function startOf(clocks: CaseClock[], { clockId }: ClockRef): string | undefined {
  return clocks.find((clock) => clock.clockId === clockId)?.startedAt;
}

function last<K extends ActKind>(ordered: CaseEvent[], kind: K): EventOf<K> | undefined {
  return ordered.findLast((event): event is EventOf<K> => event.kind === kind);
}

/** 承办单位: those with a slip, and that of the 首席代表 who solved the matter at the window. */
function departmentsOf(ordered: CaseEvent[], dispatches: readonly DispatchRow[]): string[] {
  const sent = lastSending(ordered)?.detail.departments ?? dispatches.map((slip) => slip.department);
  const came = ordered.flatMap((event) => (event.kind === 'repliedByWindow' ? (event.detail.department ?? []) : []));
  return unique([...sent, ...came]);
}

function windowReplyOf(ordered: CaseEvent[]): WindowReply | null {
  const replied = last(ordered, 'repliedByWindow');
  if (replied === undefined) return null;
  const { department, outcome } = replied.detail;
  return { seq: replied.seq, department, outcome };
}

/** The last act that sent a slip: it names all departments that have one. */
function lastSending(ordered: CaseEvent[]): EventOf<Sending> | undefined {
  return ordered.findLast((event): event is EventOf<Sending> => (SENDINGS as readonly ActKind[]).includes(event.kind));
}
const SENDINGS = ['dispatched', 'returnRuled', 'succeeded'] as const;
type Sending = (typeof SENDINGS)[number];

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
