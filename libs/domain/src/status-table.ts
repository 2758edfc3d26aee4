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
/** A clock may run in these: handling, an agency's answer outstanding, or a commitment outliving the last reply. */
const CLOCKED = [...HANDLING, 'transferred', 'replied'] as const satisfies readonly CaseStatus[];
const OPEN = [
  'registered',
  'merged',
  'declined',
  'answered',
  ...HANDLING,
  'transferred',
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
  deadlinesReprojected: { from: OPEN, to: 'unchanged' }, // 日历或时限规则有新版本：原时限及原因留痕
  withdrawn: { from: ['registered', ...HANDLING, 'transferred'], to: ['withdrawn'] }, // 反映人确认撤回
  repeatFlagged: { from: OPEN, to: 'unchanged' }, // 同一人再次反映
  merged: { from: ['registered', 'accepted'], to: ['merged'] }, // 并单
  unmerged: { from: ['merged'], to: ['registered', 'accepted'] }, // 撤销并单
  taskForceCalled: { from: ['registered', ...HANDLING], to: 'unchanged' }, // 二(二) 首席代表站台
  taskForceReported: { from: OPEN, to: 'unchanged' },
  // 三(二) 及时转办
  meetingConvened: { from: ['accepted', 'meeting-held', 'dispatched'], to: ['meeting-convened', 'dispatched'] },
  // One convened while slips were out goes on when they have been recalled or returned: 'meeting-held'.
  meetingHeld: { from: ['meeting-convened', 'meeting-held', 'dispatched'], to: ['meeting-held', 'dispatched'] },
  meetingChanged: { from: ['meeting-convened', 'meeting-held', 'dispatched'], to: 'unchanged' }, // 另定时间、地点
  meetingCancelled: {
    from: ['meeting-convened', 'meeting-held', 'dispatched'],
    to: ['accepted', 'meeting-held', 'dispatched'],
  },
  commitmentEnded: { from: CLOCKED, to: 'unchanged' }, // 议定事项落实，或领导同意免除
  dispatched: { from: ['accepted', 'meeting-held', 'dispatched'], to: ['dispatched'] },
  signed: { from: ['dispatched'], to: 'unchanged' },
  signReminded: { from: ['dispatched'], to: 'unchanged' },
  returned: { from: ['dispatched'], to: ['dispatched', 'accepted', 'meeting-held'] },
  returnRuled: { from: ['dispatched'], to: 'unchanged' },
  recalled: { from: ['dispatched'], to: ['dispatched', 'accepted', 'meeting-held', 'replied'] },
  transferred: { from: ['accepted', 'meeting-held'], to: ['transferred'] }, // 帮办代办转交
  transferAcknowledged: { from: ['transferred'], to: 'unchanged' },
  transferReturned: { from: ['transferred'], to: ['accepted', 'meeting-held'] },
  transferAnswered: { from: ['transferred'], to: ['replied'] },
  // 三(三) 限时办结
  replied: { from: ['dispatched'], to: ['dispatched', 'replied', 'accepted', 'meeting-held'] },
  extensionAsked: { from: ['dispatched'], to: 'unchanged' },
  extensionWithdrawn: { from: ['dispatched', 'replied', 'follow-up'], to: 'unchanged' },
  extensionDecided: { from: ['dispatched', 'replied', 'follow-up'], to: 'unchanged' },
  suspended: { from: ['dispatched'], to: 'unchanged' }, // 挂起：等待反映人补充材料
  resumed: { from: ['dispatched'], to: 'unchanged' },
  // 三(四) 跟踪督办
  yellowWarned: { from: CLOCKED, to: 'unchanged' },
  redWarned: { from: CLOCKED, to: 'unchanged' },
  urged: { from: CLOCKED, to: 'unchanged' }, // 督办单
  instructed: { from: OPEN, to: 'unchanged' }, // 领导批示
  instructionAnswered: { from: [...OPEN, 'closed', 'archived'], to: 'unchanged' }, // 批示不影响办结，办结后仍须回复
  // 三(五) 回访评价
  followUpOpened: { from: ['declined', 'answered', 'replied', 'withdrawn'], to: ['follow-up', 'followed-up'] },
  followUpAssigned: { from: ['follow-up'], to: 'unchanged' },
  contactTried: { from: ['follow-up'], to: ['follow-up', 'followed-up'] },
  graded: { from: ['follow-up'], to: ['followed-up', 'dissatisfied'] },
  reworkOpened: { from: ['dissatisfied'], to: ['accepted', 'meeting-held'] },
  dissatisfactionRuled: { from: ['dissatisfied'], to: ['followed-up', 'accepted', 'meeting-held'] },
  closed: { from: ['followed-up', 'merged'], to: ['closed'] }, // 被并的件随首件办结
  rated: { from: ['closed', 'archived'], to: 'unchanged' }, // 反映人办结后自行评价
  reopened: { from: ['closed', 'archived'], to: ['accepted'] },
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

/** A finished case: the engine does nothing more with it, and starts no workflow of it again unless it is reopened. */
export function isTerminal(status: CaseStatus): boolean {
  return status === 'archived';
}

/**
 * Faults of a status table: a status that no chain of acts leads to from registration, or from which none leads to a final
 * one. Checked at boot and in the tests.
 */
export function statusTableFaults(
  table: Readonly<Record<string, Transition>>,
  statuses: readonly CaseStatus[],
): string[] {
  const moves = Object.values(table).flatMap(({ from, to }) =>
    to === 'unchanged' ? [] : to.flatMap((after) => from.map((before) => [before, after] as const)),
  );
  const first = Object.values(table).flatMap(({ from, to }) => (from.length === 0 && to !== 'unchanged' ? to : []));
  const entered = closure(first, moves);
  const left = closure(
    statuses.filter(isTerminal),
    moves.map(([before, after]) => [after, before] as const),
  );
  return statuses.flatMap((status) => [
    ...(entered.has(status) ? [] : [`unreachable: ${status}`]),
    ...(left.has(status) ? [] : [`dead end: ${status}`]),
  ]);
}

/** `start` and all that the moves lead to from there. */
function closure(start: readonly CaseStatus[], moves: readonly (readonly [CaseStatus, CaseStatus])[]): Set<CaseStatus> {
  const reached = new Set(start);
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const [from, to] of moves) if (reached.has(from)) reached.add(to);
  }
  return reached;
}
