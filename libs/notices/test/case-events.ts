import { complaintEventData, sampleDetail, type ActDetail, type CaseEvent } from '@bancheng/contracts';
import {
  ofActs,
  ACCEPTANCE_CLOCK,
  caseClockRef,
  commitmentClock,
  dispatchClock,
  startClock,
  type ActKind,
  type CaseClock,
  type CaseStatus,
  type ClockKind,
} from '@bancheng/domain';

export const CASE_ID = '0b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';
export const DISPATCH_ID = '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';
export const OTHER_ID = '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f';
export const NUMBER = 'BBCS-370406-2026-00001';
/** Friday 13 February, 16:00 in Shanghai. */
const AT = '2026-02-13T08:00:00.000Z';
/** Tuesday 24 February, 17:00 in Shanghai. */
const DUE = '2026-02-24T09:00:00.000Z';
export const DUE_IN_WORDS = '2026年2月24日 17:00';

/** A supervision report as its leader hears of it. */
export const REPORT = {
  ...{ reportId: '3b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', jurisdiction: '370406' },
  ...{ from: '2026-11-02', madeAt: '2026-11-02T01:00:00.000Z', open: 12, due: 3, overdue: 2 },
} as const;

function clock(
  kind: ClockKind,
  { clockId = kind as string, department = null as string | null, ...rest }: Partial<CaseClock> = {},
): CaseClock {
  const deadline = { dueAt: DUE, yellowAt: null, provisional: false, calendarVersion: 'test' };
  return { ...startClock({ clockId, kind, department }, AT, deadline), ...rest };
}

/** An event as Kafka would bring it; one that its own schema refuses is a mistake in the test. */
function eventOf<K extends ActKind>(
  kind: K,
  detail: ActDetail<K>,
  { status = 'dispatched' as CaseStatus, clocks = [] as CaseClock[], seq = 2 } = {},
): CaseEvent {
  const common = { caseId: CASE_ID, number: NUMBER, jurisdiction: '370406', seq, at: AT, status };
  return complaintEventData(kind).parse({ ...common, kind, clocks, detail }) as CaseEvent;
}

const caseClock = clock('case', { clockId: caseClockRef(1).clockId });
const slipClock = clock('dispatch', { clockId: dispatchClock(DISPATCH_ID).clockId, department: 'scjg' });
const slip = {
  dispatchId: DISPATCH_ID,
  department: 'scjg',
  requirement: 'two-working-days',
  lead: true,
  dueAt: DUE,
} as const;
const ofSlip = { dispatchId: DISPATCH_ID, department: 'scjg' };
/** Extensions of the case's own deadline, and of a 议定事项. */
const ofCase = { extensionId: OTHER_ID, clockId: 'case', dispatchId: null, department: null, workingDays: 3 };
const commitmentOf = clock('commitment', { clockId: commitmentClock(OTHER_ID).clockId, department: 'bdc' });
const ofCommitment = { ...ofCase, clockId: commitmentOf.clockId, department: 'bdc' };
const rework = { round: 1, clockId: 'case:2', previousClockId: caseClockRef(1).clockId };

const FOLLOW_UP_CLOCKS = (['claim', 'follow-up', 'ruling'] as const).map((kind) => clock(kind));
const warningOf = ({ clockId, department, dueAt }: CaseClock) => ({ clockId, department, dueAt });

/** At least one event of every kind, more where the notices differ by what it says. */
export const EVENTS: { readonly [K in ActKind]: readonly CaseEvent[] } = {
  ...ofActs((_, kind) => [eventOf(kind, sampleDetail(kind))]),
  registered: [
    eventOf(
      'registered',
      {
        ...{ channel: 'window', matterKinds: ['conduct'], accusedDepartments: ['scjg'], accusedHall: false },
        ...{ anonymous: false, confidential: true, attachments: 0 },
      },
      { status: 'registered', clocks: [clock('acceptance', { clockId: ACCEPTANCE_CLOCK.clockId })], seq: 1 },
    ),
  ],
  declined: [eventOf('declined', { reason: 'litigation' }, { status: 'declined' })],
  answeredOnTheSpot: [eventOf('answeredOnTheSpot', { type: 'simple' }, { status: 'answered' })],
  accepted: [eventOf('accepted', { type: 'general' }, { status: 'accepted', clocks: [caseClock] })],
  acceptanceOverdueTold: [eventOf('acceptanceOverdueTold', {}, { status: 'registered' })],
  deadlinesReprojected: [
    eventOf(
      'deadlinesReprojected',
      {
        ...{ because: 'calendar', fromVersion: 'a', toVersion: 'b' },
        moved: [{ clockId: caseClockRef(1).clockId, oldDueAt: AT, newDueAt: DUE }],
      },
      { clocks: [caseClock, slipClock, clock('commitment', { department: 'bdc', endedAt: AT })] },
    ),
    eventOf(
      'deadlinesReprojected',
      {
        ...{ because: 'calendar', fromVersion: 'a', toVersion: 'b' },
        moved: [{ clockId: 'suspension:1', oldDueAt: AT, newDueAt: DUE }],
      },
      { clocks: [clock('suspension', { department: 'scjg' }), clock('sign', { department: 'scjg' })] },
    ),
    eventOf(
      'deadlinesReprojected',
      {
        ...{ because: 'calendar', fromVersion: 'a', toVersion: 'b' },
        moved: [{ clockId: caseClockRef(1).clockId, oldDueAt: AT, newDueAt: DUE }],
      },
      { status: 'merged', clocks: [caseClock] },
    ),
    eventOf(
      'deadlinesReprojected',
      {
        ...{ because: 'calendar', fromVersion: 'a', toVersion: 'b' },
        moved: [caseClock, slipClock, FOLLOW_UP_CLOCKS[1]!].map(({ clockId }) => ({
          ...{ clockId, oldDueAt: AT, newDueAt: DUE },
        })),
        takenBack: [slipClock.clockId, FOLLOW_UP_CLOCKS[1]!.clockId],
      },
      { clocks: [caseClock, slipClock, FOLLOW_UP_CLOCKS[1]!] },
    ),
  ],
  retyped: [
    eventOf(
      'retyped',
      {
        ...{ from: 'simple', to: 'general', clockId: caseClockRef(1).clockId },
        oldDueAt: AT,
        newDueAt: DUE,
        overdue: false,
      },
      { clocks: [caseClock, slipClock] },
    ),
  ],
  withdrawn: [
    eventOf(
      'withdrawn',
      { confirmedBy: 'phone' },
      {
        status: 'withdrawn',
        clocks: [
          { ...caseClock, endedAt: AT },
          { ...slipClock, endedAt: AT },
        ],
      },
    ),
  ],
  terminationAsked: [eventOf('terminationAsked', { reason: 'litigation' })],
  terminationRefused: [eventOf('terminationRefused', { askedIn: 4 })],
  terminated: [
    eventOf(
      'terminated',
      { reason: 'litigation', askedIn: 4 },
      { status: 'terminated', clocks: [{ ...slipClock, endedAt: AT }] },
    ),
  ],
  merged: [eventOf('merged', { into: OTHER_ID }, { status: 'merged' })],
  unmerged: [eventOf('unmerged', { from: OTHER_ID }, { status: 'accepted' })],
  taskForceCalled: [eventOf('taskForceCalled', { callId: OTHER_ID, department: 'scjg' })],
  meetingConvened: [
    eventOf('meetingConvened', { meetingId: OTHER_ID, departments: ['scjg', 'bdc'] }, { status: 'meeting-convened' }),
  ],
  meetingHeld: [
    eventOf(
      'meetingHeld',
      { meetingId: OTHER_ID, leadDepartment: 'scjg', commitments: [] },
      { status: 'meeting-held', clocks: [clock('commitment', { department: 'bdc' })] },
    ),
  ],
  meetingChanged: [
    eventOf(
      'meetingChanged',
      { meetingId: OTHER_ID, departments: ['scjg', 'bdc'], at: DUE },
      { status: 'meeting-convened' },
    ),
  ],
  meetingCancelled: [eventOf('meetingCancelled', { meetingId: OTHER_ID }, { status: 'accepted' })],
  commitmentEnded: [
    eventOf('commitmentEnded', { commitmentId: OTHER_ID, department: 'bdc', as: 'released' }),
    eventOf('commitmentEnded', { commitmentId: OTHER_ID, department: 'bdc', as: 'fulfilled' }),
  ],
  dispatched: [eventOf('dispatched', { dispatches: [slip], departments: ['scjg'] }, { clocks: [slipClock] })],
  succeeded: [
    eventOf(
      'succeeded',
      {
        ...{ from: 'gtj', to: 'scjg', replaced: [OTHER_ID], commitments: [OTHER_ID], departments: ['gtj', 'scjg'] },
        dispatches: [slip],
      },
      { clocks: [slipClock, clock('commitment', { department: 'scjg' })] },
    ),
  ],
  signReminded: [eventOf('signReminded', { clockId: `sign:${DISPATCH_ID}`, department: 'scjg', dueAt: DUE })],
  returned: [
    eventOf('returned', { ...ofSlip, proposedDepartment: 'bdc', toLeader: true }),
    eventOf('returned', { ...ofSlip, proposedDepartment: 'bdc', toLeader: false }),
  ],
  returnRuled: [
    eventOf('returnRuled', { ...ofSlip, ruledDepartment: 'scjg', dispatches: [], departments: ['scjg'] }),
    eventOf('returnRuled', {
      ...ofSlip,
      ruledDepartment: 'bdc',
      dispatches: [{ ...slip, dispatchId: OTHER_ID, department: 'bdc' }],
      departments: ['bdc'],
    }),
    eventOf(
      'returnRuled',
      { ...ofSlip, ruledDepartment: null, dispatches: [], departments: ['scjg'] },
      { status: 'accepted' },
    ),
  ],
  recalled: [eventOf('recalled', ofSlip)],
  transferred: [eventOf('transferred', { transferId: OTHER_ID, agency: 'shengting' }, { status: 'transferred' })],
  transferReturned: [
    eventOf('transferReturned', { transferId: OTHER_ID, agency: 'shengting' }, { status: 'accepted' }),
  ],
  transferAnswered: [
    eventOf(
      'transferAnswered',
      { transferId: OTHER_ID, agency: 'shengting', outcome: 'solved' },
      { status: 'replied' },
    ),
  ],
  replied: [
    eventOf('replied', { ...ofSlip, outcome: 'solved', final: true, late: false }, { status: 'replied' }),
    eventOf('replied', { ...ofSlip, outcome: 'solved', final: true, late: false }),
    eventOf('replied', { ...ofSlip, outcome: 'progress', final: false, late: false }),
  ],
  repliedByWindow: [eventOf('repliedByWindow', { outcome: 'solved', department: null }, { status: 'replied' })],
  extensionAsked: [eventOf('extensionAsked', { ...ofSlip, extensionId: OTHER_ID, workingDays: 3 })],
  extensionDecided: [
    eventOf(
      'extensionDecided',
      { ...ofSlip, extensionId: OTHER_ID, granted: true, workingDays: 3 },
      { clocks: [slipClock, caseClock] },
    ),
    eventOf(
      'extensionDecided',
      { ...ofSlip, extensionId: OTHER_ID, granted: true, workingDays: 3 },
      { clocks: [slipClock] },
    ),
    eventOf('extensionDecided', { ...ofSlip, extensionId: OTHER_ID, granted: false, workingDays: 3 }),
    eventOf('extensionDecided', { ...ofCase, granted: true }, { clocks: [caseClock, slipClock] }),
    eventOf('extensionDecided', { ...ofCase, granted: false }),
    eventOf('extensionDecided', { ...ofCommitment, granted: true }, { clocks: [commitmentOf] }),
  ],
  suspended: [eventOf('suspended', { ...ofSlip, suspensionId: OTHER_ID, until: DUE })],
  resumed: [
    eventOf('resumed', {
      ...{ ...ofSlip, suspensionId: OTHER_ID, cause: 'papers-received' },
      ...{ oldDueAt: AT, newDueAt: DUE, workingDays: 2 },
    }),
  ],
  yellowWarned: [
    eventOf('yellowWarned', { clockId: dispatchClock(DISPATCH_ID).clockId, department: 'scjg', dueAt: DUE }),
    eventOf('yellowWarned', { clockId: caseClockRef(1).clockId, department: null, dueAt: DUE }),
    ...FOLLOW_UP_CLOCKS.map((one) => eventOf('yellowWarned', warningOf(one), { status: 'follow-up', clocks: [one] })),
  ],
  redWarned: [
    eventOf(
      'redWarned',
      { clockId: dispatchClock(DISPATCH_ID).clockId, department: 'scjg', dueAt: DUE },
      { clocks: [slipClock] },
    ),
    eventOf(
      'redWarned',
      { clockId: caseClockRef(1).clockId, department: null, dueAt: DUE },
      { clocks: [{ ...caseClock, urgeAt: DUE }] },
    ),
    ...FOLLOW_UP_CLOCKS.map((one) =>
      eventOf('redWarned', warningOf(one), { status: 'follow-up', clocks: [{ ...one, urgeAt: DUE }] }),
    ),
  ],
  urged: [
    eventOf('urged', {
      noticeId: OTHER_ID,
      clockId: caseClockRef(1).clockId,
      department: 'scjg',
      dueAt: DUE,
      ordinal: 1,
    }),
    eventOf('urged', {
      noticeId: OTHER_ID,
      clockId: caseClockRef(1).clockId,
      department: 'scjg',
      dueAt: DUE,
      ordinal: 2,
    }),
    ...FOLLOW_UP_CLOCKS.map((one) =>
      eventOf('urged', { noticeId: OTHER_ID, ...warningOf(one), ordinal: 1 }, { status: 'follow-up', clocks: [one] }),
    ),
  ],
  instructed: [
    eventOf('instructed', { instructionId: OTHER_ID, department: 'scjg', noticeId: null }),
    eventOf('instructed', { instructionId: OTHER_ID, department: null, noticeId: null }),
  ],
  instructionAnswered: [eventOf('instructionAnswered', { instructionId: OTHER_ID, department: 'scjg' })],
  contactTried: [
    eventOf('contactTried', { attempt: 1, result: 'no-answer', unreachable: false }, { status: 'follow-up' }),
    eventOf('contactTried', { attempt: 1, result: 'wrong-number', unreachable: false }, { status: 'follow-up' }),
    eventOf(
      'contactTried',
      { attempt: 1, result: 'refused', unreachable: false, excluded: 'refused' },
      { status: 'followed-up' },
    ),
  ],
  graded: [
    eventOf('graded', { grade: 'satisfied' }, { status: 'followed-up' }),
    eventOf('graded', { grade: 'dissatisfied' }, { status: 'dissatisfied', clocks: [clock('ruling')] }),
  ],
  reworkOpened: [
    eventOf('reworkOpened', rework, {
      status: 'accepted',
      clocks: [clock('case', { clockId: 'case:2', provisional: true })],
    }),
  ],
  dissatisfactionRuled: [
    eventOf('dissatisfactionRuled', { decision: 'close', rework: null }, { status: 'followed-up' }),
    eventOf('dissatisfactionRuled', { decision: 'rework', rework }, { status: 'accepted', clocks: [caseClock] }),
  ],
  closed: [eventOf('closed', {}, { status: 'closed' })],
  rated: [
    eventOf('rated', { grade: 'satisfied' }, { status: 'closed' }),
    eventOf('rated', { grade: 'dissatisfied' }, { status: 'closed' }),
    eventOf('rated', { grade: 'satisfied', explanationUnderstood: false }, { status: 'closed' }),
  ],
  reopened: [eventOf('reopened', { ...rework, type: 'general' }, { status: 'accepted', clocks: [caseClock] })],
};
