import { extendedClockId, type CaseEvent, type ComplaintEventData } from '@bancheng/contracts';
import {
  isDissatisfied,
  isLate,
  type ActKind,
  type CaseClock,
  type ClockKind,
  type TellingKind,
} from '@bancheng/domain';
import type { NoticeDraft, NoticeParameters, Recipient } from '../notice-draft.js';
import type { NoticeTemplate } from '../templates.js';

/** Which notices an act makes; an empty list where nobody waits for it. */
type Rule<K extends ActKind> = (event: ComplaintEventData<K>) => NoticeDraft[];

/**
 * Who is told of what: the citizen of every change of where the matter stands, a department of what it must do or need no
 * longer do, the leader of what waits for a decision, the 回访员 of a follow-up that runs late. A clerk works in the worklist
 * and is told only of a wrong number and of what a leader decided on the clerk's own request. The compiler demands a line here for every kind of act that tells somebody (`ActDescription.tells`), and refuses one for any other.
 */
const NOTICE_TABLE: { readonly [K in TellingKind]: Rule<K> } = {
  // 三(一) 统一受理
  registered: ({ clocks, at }) => [citizen('citizen-registered', dueOf(yetToCome(open(clocks, 'acceptance'), at)))],
  declined: () => [citizen('citizen-declined')],
  answeredOnTheSpot: () => [citizen('citizen-answered')],
  accepted: ({ clocks }) => [citizen('citizen-accepted', dueOf(open(clocks, 'case')))],
  acceptanceOverdueTold: () => [leader('leader-acceptance-overdue')],
  deadlinesReprojected: ({ status, detail: { takenBack = [] }, clocks }) => {
    const unmarked = clocks.filter(({ clockId }) => takenBack.includes(clockId));
    const others = clocks.filter((clock) => !unmarked.includes(clock));
    return [
      ...(status === 'merged' ? [] : [...ofCitizen(clocks), ...ofDepartments(others, 'department-deadline-changed')]),
      ...overdueTakenBack(unmarked),
    ];
  },
  retyped: ({ clocks }) => [...ofCitizen(clocks), ...ofDepartments(clocks, 'department-deadline-changed')],
  withdrawn: ({ clocks, at }) => [citizen('citizen-withdrawn'), ...endedDispatches(clocks, at, 'department-withdrawn')],
  terminationAsked: () => [leader('leader-termination')],
  terminationRefused: () => [draft({ kind: 'clerk' }, 'clerk-termination-refused')],
  terminated: ({ clocks, at }) => [
    citizen('citizen-terminated'),
    ...endedDispatches(clocks, at, 'department-terminated'),
  ],
  merged: () => [citizen('citizen-merged')],
  unmerged: () => [citizen('citizen-unmerged')],
  taskForceCalled: ({ detail }) => [department(detail.department, 'department-task-force-called')],

  // 三(二) 及时转办
  meetingConvened: ({ detail: { departments, meetingId } }) =>
    departments.map((code) => department(code, 'department-meeting-invited', { meetingId })),
  meetingHeld: ({ clocks }) => commitments(clocks),
  meetingChanged: ({ detail: { departments, meetingId, at } }) =>
    departments.map((code) => department(code, 'department-meeting-changed', { meetingId, plannedAt: at })),
  meetingCancelled: ({ detail: { meetingId } }) => [
    draft({ kind: 'invited', meetingId }, 'department-meeting-cancelled', { meetingId }),
  ],
  commitmentEnded: ({ detail }) =>
    detail.as === 'released' ? [department(detail.department, 'department-commitment-released')] : [],
  dispatched: ({ detail: { dispatches } }) => [citizen('citizen-dispatched'), ...slips(dispatches)],
  succeeded: ({ detail: { from, dispatches }, clocks }) => [
    ...slips(dispatches),
    ...commitments(clocks),
    department(from, 'department-succeeded'),
    leader('leader-succeeded'),
  ],
  signReminded: ({ detail }) => ifDepartment(detail, 'department-sign-reminder'),
  returned: ({ detail }) => (detail.toLeader ? [leader('leader-return')] : []),
  returnRuled: ({ detail: { department: code, ruledDepartment, dispatches } }) => {
    if (ruledDepartment === null) return [department(code, 'department-return-beyond-authority')];
    const kept = ruledDepartment === code;
    return [department(code, kept ? 'department-return-refused' : 'department-return-granted'), ...slips(dispatches)];
  },
  recalled: ({ detail }) => [department(detail.department, 'department-recalled')],
  transferred: () => [citizen('citizen-transferred')],
  transferReturned: () => [citizen('citizen-transfer-returned')],
  transferAnswered: () => [citizen('citizen-transfer-answered')],

  // 三(三) 限时办结
  replied: ({ status, detail }) => {
    if (status === 'replied') return [citizen('citizen-replied')];
    return detail.outcome === 'progress' ? [citizen('citizen-progress')] : [];
  },
  repliedByWindow: () => [citizen('citizen-window-replied')],
  progressReported: () => [citizen('citizen-progress')],
  extensionAsked: ({ detail: { workingDays } }) => [leader('leader-extension', { workingDays })],
  extensionDecided: (event) => extensionDecided(event),
  // Also told where the department itself asked for it: the event does not say who did.
  suspended: ({ detail }) => [
    citizen('citizen-papers-wanted', { dueAt: detail.until }),
    department(detail.department, 'department-suspended', { dueAt: detail.until }),
  ],
  resumed: ({ detail }) => [department(detail.department, 'department-resumed', { dueAt: detail.newDueAt })],

  // 三(四) 跟踪督办
  yellowWarned: ({ detail: { dueAt, ...detail }, clocks }) =>
    ofFollowUp('yellow', clocks, { dueAt }) ?? ifDepartment(detail, 'department-yellow', { dueAt }),
  redWarned: ({ detail: { dueAt, ...detail }, clocks }) => [
    ...(ofFollowUp('red', clocks, { dueAt }) ?? ifDepartment(detail, 'department-red', { dueAt })),
    ...(clocks.some(({ urgeAt }) => urgeAt !== undefined) ? [] : [leader('leader-red', { dueAt })]),
  ],
  // The first supervision notice comes with the red warning, of which the department was told already.
  urged: ({ detail: { dueAt, ordinal, ...detail }, clocks }) =>
    ofFollowUp('urged', clocks, { dueAt, ordinal }) ?? [
      ...(ordinal === 1 ? [] : ifDepartment(detail, 'department-urged', { ordinal })),
      leader('leader-urged', { dueAt, ordinal }),
    ],
  instructed: ({ detail }) => ifDepartment(detail, 'department-instructed'),
  instructionAnswered: () => [leader('leader-instruction-answered')],

  // 三(五) 回访评价
  // No message to a wrong number, which is somebody else's, or to a citizen who refused to talk.
  contactTried: ({ detail: { result } }) => {
    if (result === 'wrong-number') return [draft({ kind: 'clerk' }, 'clerk-wrong-number')];
    return result === 'refused' || result === 'no-contact' ? [] : [citizen('citizen-call-missed')];
  },
  graded: ({ status, clocks }) =>
    status === 'dissatisfied' ? [leader('leader-dissatisfied', dueOf(open(clocks, 'ruling')))] : [],
  reworkOpened: ({ clocks }) => [citizen('citizen-rework', dueOf(open(clocks, 'case')))],
  dissatisfactionRuled: ({ detail: { rework }, clocks }) => [
    rework === null ? citizen('citizen-ruled-closed') : citizen('citizen-rework', dueOf(open(clocks, 'case'))),
  ],
  closed: () => [citizen('citizen-closed')],
  rated: ({ detail: { grade, explanationUnderstood } }) =>
    isDissatisfied(grade) || explanationUnderstood === false ? [leader('leader-rated-dissatisfied')] : [],
  reopened: ({ clocks }) => [citizen('citizen-reopened', dueOf(open(clocks, 'case')))],
};

/** The notices that one act makes, in no order. */
export function noticesFor(event: CaseEvent): NoticeDraft[] {
  const rule = (NOTICE_TABLE as Partial<Record<ActKind, unknown>>)[event.kind] as Rule<ActKind> | undefined;
  return rule === undefined ? [] : rule(event as ComplaintEventData);
}

function draft(to: Recipient, template: NoticeTemplate, parameters: NoticeParameters = {}): NoticeDraft {
  return { to, template, parameters };
}

function citizen(template: Extract<NoticeTemplate, `citizen-${string}`>, parameters?: NoticeParameters): NoticeDraft {
  return draft({ kind: 'citizen' }, template, parameters);
}

function leader(template: Extract<NoticeTemplate, `leader-${string}`>, parameters?: NoticeParameters): NoticeDraft {
  return draft({ kind: 'leader' }, template, parameters);
}

type DepartmentTemplate = Extract<NoticeTemplate, `department-${string}`>;

function department(code: string, template: DepartmentTemplate, parameters?: NoticeParameters): NoticeDraft {
  return draft({ kind: 'department', department: code }, template, parameters);
}

type Warning = 'yellow' | 'red' | 'urged';

/** Who is told of a clock of the follow-up's, or of a leader's ruling, and what; the leader of a red one by the 督办单. */
const FOLLOW_UP_WARNINGS: Partial<Record<ClockKind, Readonly<Record<Warning, readonly NoticeTemplate[]>>>> = {
  claim: { yellow: ['follow-up-officer-due'], red: ['follow-up-officer-unclaimed'], urged: ['leader-follow-up-urged'] },
  'follow-up': {
    yellow: ['follow-up-officer-due'],
    red: ['follow-up-officer-late'],
    urged: ['leader-follow-up-urged'],
  },
  ruling: { yellow: ['leader-ruling-due'], red: [], urged: ['leader-ruling-urged'] },
};

/** Null for a warning of any other clock. */
function ofFollowUp(
  warning: Warning,
  [clock]: readonly CaseClock[],
  parameters: NoticeParameters,
): NoticeDraft[] | null {
  const templates = clock && FOLLOW_UP_WARNINGS[clock.kind]?.[warning];
  if (templates === undefined) return null;
  return templates.map((template) => {
    const kind = template.startsWith('follow-up-officer-') ? 'follow-up-officer' : 'leader';
    return draft({ kind }, template, parameters);
  });
}

/** A notice to the department that the clock binds; none for the case's own clocks. */
function ifDepartment(
  detail: { department: string | null },
  template: DepartmentTemplate,
  parameters?: NoticeParameters,
): NoticeDraft[] {
  return detail.department === null ? [] : [department(detail.department, template, parameters)];
}

function slips(dispatches: readonly { department: string; dueAt: string }[]): NoticeDraft[] {
  return dispatches.map(({ department: code, dueAt }) => department(code, 'department-dispatched', { dueAt }));
}

function open(clocks: readonly CaseClock[], kind: ClockKind): CaseClock | undefined {
  return clocks.findLast((clock) => clock.kind === kind && clock.endedAt === null);
}

/** A slip written offline may arrive when its deadline has passed. */
function yetToCome(clock: CaseClock | undefined, at: string): CaseClock | undefined {
  return clock !== undefined && isLate(at, clock.dueAt) ? undefined : clock;
}

function dueOf(clock: CaseClock | undefined): NoticeParameters {
  return clock === undefined ? {} : { dueAt: clock.dueAt, provisional: clock.provisional };
}

/** By when a department must have done something; a wait for papers is the citizen's, and signing is at once anyway. */
const BINDING: readonly ClockKind[] = ['dispatch', 'commitment', 'progress'];

/** What the citizen hears of deadlines that moved. */
function ofCitizen(clocks: readonly CaseClock[]): NoticeDraft[] {
  const own = open(clocks, 'case');
  const papers = open(clocks, 'suspension');
  return [
    ...(own === undefined ? [] : [citizen('citizen-deadline-changed', dueOf(own))]),
    ...(papers === undefined ? [] : [citizen('citizen-papers-wanted', dueOf(papers))]),
  ];
}

/** What the departments hear of their deadlines that moved. */
function ofDepartments(clocks: readonly CaseClock[], template: DepartmentTemplate): NoticeDraft[] {
  const bound = clocks.filter(({ kind, endedAt }) => BINDING.includes(kind) && endedAt === null);
  return bound.flatMap((clock) => ifDepartment(clock, template, dueOf(clock)));
}

/** All who were told of the 红牌: the department or the officers whose clock it is, and the leader once. */
function overdueTakenBack(clocks: readonly CaseClock[]): NoticeDraft[] {
  if (clocks.length === 0) return [];
  const ofOfficers = clocks.some(({ kind }) => kind === 'claim' || kind === 'follow-up');
  return [
    ...clocks.flatMap((clock) =>
      ifDepartment(clock, 'department-overdue-taken-back', clock.endedAt === null ? dueOf(clock) : {}),
    ),
    ...(ofOfficers ? [draft({ kind: 'follow-up-officer' }, 'follow-up-officer-overdue-taken-back')] : []),
    leader('leader-overdue-taken-back'),
  ];
}

/** The departments whose slips end with the matter. */
function endedDispatches(clocks: readonly CaseClock[], at: string, template: DepartmentTemplate): NoticeDraft[] {
  const ended = clocks.filter(({ kind, endedAt }) => kind === 'dispatch' && endedAt === at);
  return ended.flatMap((clock) => ifDepartment(clock, template));
}

function commitments(clocks: readonly CaseClock[]): NoticeDraft[] {
  const made = clocks.filter(({ kind, endedAt }) => kind === 'commitment' && endedAt === null);
  return made.flatMap((clock) => ifDepartment(clock, 'department-commitment', dueOf(clock)));
}

/**
 * Whom the deadline binds is told: the department, or for the window and an agency the clerk, who tracks a 议定事项 too. The
 * citizen hears of it only where the case's own deadline moved, and another department where its slip's moved with it.
 */
function extensionDecided({ detail, clocks }: ComplaintEventData<'extensionDecided'>): NoticeDraft[] {
  const { department: code, dispatchId, granted, workingDays } = detail;
  const toClerk = dispatchId === null;
  if (!granted) {
    return [
      ...ifDepartment({ department: code }, 'department-extension-refused'),
      ...(toClerk ? [draft({ kind: 'clerk' }, 'clerk-extension-refused')] : []),
    ];
  }
  const extended = clocks.find(({ clockId }) => clockId === extendedClockId(detail));
  const parameters = { ...dueOf(extended), workingDays };
  const own = open(clocks, 'case');
  const along = clocks.filter((clock) => clock !== extended && clock.kind === 'dispatch');
  return [
    ...ifDepartment({ department: code }, 'department-extension-granted', parameters),
    ...(toClerk ? [draft({ kind: 'clerk' }, 'clerk-extension-granted', parameters)] : []),
    ...along.flatMap((clock) => ifDepartment(clock, 'department-deadline-changed', dueOf(clock))),
    ...(own === undefined ? [] : [citizen('citizen-deadline-extended', dueOf(own))]),
  ];
}
