import { CASE_STATUSES, type ActKind, type CaseClock, type CaseStatus } from '@bancheng/domain';
import { z } from 'zod';
import { caseClock } from '../case-clock.js';
import { instant, jurisdictionCode, uuid } from '../primitives.js';
import { deadlinesReprojected } from './deadlines-reprojected.event.js';
import { repeatFlagged } from './repeat-flagged.event.js';
import { merged } from './merged.event.js';
import { unmerged } from './unmerged.event.js';
import { taskForceCalled } from './task-force-called.event.js';
import { taskForceReported } from './task-force-reported.event.js';
import { meetingChanged } from './meeting-changed.event.js';
import { meetingCancelled } from './meeting-cancelled.event.js';
import { commitmentEnded } from './commitment-ended.event.js';
import { transferred } from './transferred.event.js';
import { transferAcknowledged } from './transfer-acknowledged.event.js';
import { transferReturned } from './transfer-returned.event.js';
import { transferAnswered } from './transfer-answered.event.js';
import { extensionWithdrawn } from './extension-withdrawn.event.js';
import { suspended } from './suspended.event.js';
import { resumed } from './resumed.event.js';
import { urged } from './urged.event.js';
import { instructed } from './instructed.event.js';
import { instructionAnswered } from './instruction-answered.event.js';
import { followUpAssigned } from './follow-up-assigned.event.js';
import { rated } from './rated.event.js';
import { reopened } from './reopened.event.js';
import { acceptanceOverdueTold } from './acceptance-overdue-told.event.js';
import { accepted } from './accepted.event.js';
import { amended } from './amended.event.js';
import { retyped } from './retyped.event.js';
import { answeredOnTheSpot } from './answered-on-the-spot.event.js';
import { archived } from './archived.event.js';
import { closed } from './closed.event.js';
import { contactTried } from './contact-tried.event.js';
import { declined } from './declined.event.js';
import { dissatisfactionRuled } from './dissatisfaction-ruled.event.js';
import { dispatched } from './dispatched.event.js';
import { succeeded } from './succeeded.event.js';
import { progressReported } from './progress-reported.event.js';
import { extensionAsked } from './extension-asked.event.js';
import { extensionDecided } from './extension-decided.event.js';
import { followUpOpened } from './follow-up-opened.event.js';
import { graded } from './graded.event.js';
import { handedOver } from './handed-over.event.js';
import { meetingConvened } from './meeting-convened.event.js';
import { meetingHeld } from './meeting-held.event.js';
import { recalled } from './recalled.event.js';
import { redWarned } from './red-warned.event.js';
import { causeRecorded } from './cause-recorded.event.js';
import { noteAdded } from './note-added.event.js';
import { papersAdded } from './papers-added.event.js';
import { queryCodeRenewed } from './query-code-renewed.event.js';
import { registered } from './registered.event.js';
import { replied } from './replied.event.js';
import { repliedByWindow } from './replied-by-window.event.js';
import { returnRuled } from './return-ruled.event.js';
import { returned } from './returned.event.js';
import { signReminded } from './sign-reminded.event.js';
import { reworkOpened } from './rework-opened.event.js';
import { signed } from './signed.event.js';
import { terminated } from './terminated.event.js';
import { terminationAsked } from './termination-asked.event.js';
import { terminationRefused } from './termination-refused.event.js';
import { withdrawn } from './withdrawn.event.js';
import { yellowWarned } from './yellow-warned.event.js';

/** What each kind of act says: ids, codes and instants, never a name or a text. One Kafka event type a kind. */
export const ACT_DETAILS = {
  registered,
  declined,
  answeredOnTheSpot,
  accepted,
  acceptanceOverdueTold,
  handedOver,
  amended,
  retyped,
  noteAdded,
  causeRecorded,
  papersAdded,
  queryCodeRenewed,
  deadlinesReprojected,
  withdrawn,
  terminationAsked,
  terminationRefused,
  terminated,
  repeatFlagged,
  merged,
  unmerged,
  taskForceCalled,
  taskForceReported,
  meetingConvened,
  meetingHeld,
  meetingChanged,
  meetingCancelled,
  commitmentEnded,
  dispatched,
  succeeded,
  signed,
  signReminded,
  returned,
  returnRuled,
  recalled,
  transferred,
  transferAcknowledged,
  transferReturned,
  transferAnswered,
  replied,
  repliedByWindow,
  progressReported,
  extensionAsked,
  extensionWithdrawn,
  extensionDecided,
  suspended,
  resumed,
  yellowWarned,
  redWarned,
  urged,
  instructed,
  instructionAnswered,
  followUpOpened,
  followUpAssigned,
  contactTried,
  graded,
  reworkOpened,
  dissatisfactionRuled,
  closed,
  rated,
  reopened,
  archived,
} as const satisfies Record<ActKind, z.ZodType>;

export type ActDetail<K extends ActKind> = z.infer<(typeof ACT_DETAILS)[K]>;

export { extendedClockId } from './extension-of-clock.js';

/** A sample of what such an act says; see `detail`. */
export function sampleDetail<K extends ActKind>(kind: K): ActDetail<K> {
  const [sample] = ACT_DETAILS[kind].meta()!['examples'] as ActDetail<K>[];
  return sample!;
}

/** The topic of every complaint event; its key is the complaint's id, so one complaint's events stay in order. */
export const COMPLAINT_TOPIC = 'bancheng.complaint.v1';
/** Fixed from the first day: adding partitions later would move keys and break a case's order. */
export const COMPLAINT_TOPIC_PARTITIONS = 6;

/** CloudEvents `type` of an act's event. */
export function eventTypeOf(kind: ActKind): string {
  return `cn.bancheng.complaint.${kind}.v1`;
}

/** `data` of a complaint's event: where the case stands after the act, the clocks it moved, and the act's own detail. */
export function complaintEventData<K extends ActKind>(kind: K) {
  return z.strictObject({
    caseId: uuid,
    number: z.string(),
    jurisdiction: jurisdictionCode,
    seq: z.int().positive(),
    kind: z.literal(kind),
    at: instant,
    status: z.enum(CASE_STATUSES),
    clocks: z.array(caseClock),
    detail: ACT_DETAILS[kind],
  });
}

export interface ComplaintEventData<K extends ActKind = ActKind> {
  caseId: string;
  number: string;
  jurisdiction: string;
  seq: number;
  kind: K;
  at: string;
  status: CaseStatus;
  clocks: CaseClock[];
  detail: ActDetail<K>;
}

/** CloudEvents 1.0 in structured JSON mode (binary mode does not round-trip with kafkajs). */
export function complaintEvent<K extends ActKind>(kind: K) {
  return z.strictObject({
    specversion: z.literal('1.0'),
    id: uuid,
    source: z.string(),
    type: z.literal(eventTypeOf(kind)),
    subject: uuid,
    time: instant,
    datacontenttype: z.literal('application/json'),
    data: complaintEventData(kind),
  });
}
