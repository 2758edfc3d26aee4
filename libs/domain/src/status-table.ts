import type { CaseStatus } from './statuses.js';

/** One line of the status table: from which statuses an act may be recorded, and to which it may lead. */
export interface Transition {
  /** Statuses in which the act is allowed; empty only for the act that opens a case. */
  readonly from: readonly CaseStatus[];
  /** Statuses it may lead to; `unchanged` leaves the case where it is. */
  readonly to: readonly CaseStatus[] | 'unchanged';
}

const HANDLING = [
  'accepted',
  'meeting-convened',
  'meeting-held',
  'dispatched',
] as const satisfies readonly CaseStatus[];
const OPEN = [
  'registered',
  'declined',
  'answered',
  ...HANDLING,
  'replied',
  'follow-up',
  'followed-up',
  'dissatisfied',
  'withdrawn',
] as const satisfies readonly CaseStatus[];

/**
 * The one place that says which act may follow which status (section 三 of the source). The row's status decides;
 * the workflow and every use case ask here through `recordAct`.
 */
export const STATUS_TABLE = {
  // 三(一) 统一受理
  registered: { from: [], to: ['registered'] },
  declined: { from: ['registered'], to: ['declined'] },
  answeredOnTheSpot: { from: ['registered', 'accepted'], to: ['answered'] },
  accepted: { from: ['registered'], to: ['accepted'] },
  acceptanceOverdueTold: { from: ['registered'], to: 'unchanged' },
  handedOver: { from: OPEN, to: 'unchanged' },
  amended: { from: OPEN, to: 'unchanged' }, // 更正受理单，原内容留痕
  withdrawn: { from: ['registered', ...HANDLING], to: ['withdrawn'] }, // 反映人确认撤回
  // 三(二) 及时转办
  meetingConvened: { from: ['accepted'], to: ['meeting-convened'] },
  meetingHeld: { from: ['meeting-convened'], to: ['meeting-held'] },
  dispatched: { from: ['accepted', 'meeting-held', 'dispatched'], to: ['dispatched'] },
  signed: { from: ['dispatched'], to: 'unchanged' },
  signReminded: { from: ['dispatched'], to: 'unchanged' },
  returned: { from: ['dispatched'], to: ['dispatched', 'accepted', 'meeting-held'] },
  returnRuled: { from: ['dispatched'], to: 'unchanged' },
  recalled: { from: ['dispatched'], to: ['dispatched', 'accepted', 'meeting-held', 'replied'] },
  // 三(三) 限时办结
  replied: { from: ['dispatched'], to: ['dispatched', 'replied', 'accepted', 'meeting-held'] },
  extensionAsked: { from: ['dispatched'], to: 'unchanged' },
  extensionDecided: { from: ['dispatched', 'replied', 'follow-up'], to: 'unchanged' },
  // 三(四) 跟踪督办
  yellowWarned: { from: HANDLING, to: 'unchanged' },
  redWarned: { from: HANDLING, to: 'unchanged' },
  // 三(五) 回访评价
  followUpOpened: { from: ['declined', 'answered', 'replied', 'withdrawn'], to: ['follow-up', 'followed-up'] },
  contactTried: { from: ['follow-up'], to: ['follow-up', 'followed-up'] },
  graded: { from: ['follow-up'], to: ['followed-up', 'dissatisfied'] },
  reworkOpened: { from: ['dissatisfied'], to: ['accepted', 'meeting-held'] },
  dissatisfactionRuled: { from: ['dissatisfied'], to: ['followed-up', 'accepted', 'meeting-held'] },
  closed: { from: ['followed-up'], to: ['closed'] },
  // 三(六) 立卷归档
  archived: { from: ['closed'], to: ['archived'] },
} as const satisfies Record<string, Transition>;

/** Every kind of act a case can carry; one Kafka event type each. */
export type ActKind = keyof typeof STATUS_TABLE;
export const ACT_KINDS = Object.keys(STATUS_TABLE) as ActKind[];

/** Whether `kind` may be recorded now. `status` is null before the case exists. */
export function mayRecord(kind: ActKind, status: CaseStatus | null): boolean {
  const { from }: Transition = STATUS_TABLE[kind];
  return status === null ? from.length === 0 : from.includes(status);
}

/**
 * The status after the act. `wanted` picks one where the table offers several.
 * @throws Error when the table does not offer `wanted` (a programming error, never user input).
 */
export function statusAfter(kind: ActKind, status: CaseStatus | null, wanted?: CaseStatus): CaseStatus {
  const { to }: Transition = STATUS_TABLE[kind];
  if (to === 'unchanged') {
    if (status === null || (wanted !== undefined && wanted !== status))
      throw new Error(`${kind} cannot change the status`);
    return status;
  }
  const next = wanted ?? (to.length === 1 ? to[0] : undefined);
  if (next === undefined || !to.includes(next)) throw new Error(`${kind} does not lead to ${String(wanted)}`);
  return next;
}

/** A finished case: nothing more happens to it and its workflow is never started again. */
export function isTerminal(status: CaseStatus): boolean {
  return status === 'archived';
}

/**
 * Faults of a status table: a status no act leads to, or one that is neither final nor left by any act.
 * Checked at boot and in the tests.
 */
export function statusTableFaults(
  table: Readonly<Record<string, Transition>>,
  statuses: readonly CaseStatus[],
): string[] {
  const rows = Object.values(table);
  const entered = new Set(rows.flatMap((row) => (row.to === 'unchanged' ? [] : row.to)));
  const left = new Set(rows.flatMap((row) => (row.to === 'unchanged' ? [] : row.from)));
  return statuses.flatMap((status) => [
    ...(entered.has(status) ? [] : [`unreachable: ${status}`]),
    ...(left.has(status) || isTerminal(status) ? [] : [`dead end: ${status}`]),
  ]);
}
