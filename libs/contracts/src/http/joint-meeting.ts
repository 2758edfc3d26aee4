import { CASE_STATUSES, OFFICE } from '@bancheng/domain';
import { z } from 'zod';
import {
  COMMITMENT_ENDINGS,
  departmentCode,
  enteredDate,
  enteredInstant,
  instant,
  subjectId,
  uuid,
} from '../primitives.js';
import { actResponse, actResponseWith, caseId, clockView, line, pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';

/** HTTP shapes of 联席会议 and 议定事项 (三(二), 三(三), 三(四)). */

/** More departments than any jurisdiction has. */
const MOST_DEPARTMENTS = 50;
/** Most matters one meeting treats, and most commitments it makes for one of them. */
const MOST_CASES = 20;
const MOST_COMMITMENTS = 20;
/** The longest a commitment may run, in working days: a year. */
const LONGEST_COMMITMENT = 250;

const unique = (codes: readonly string[]) => new Set(codes).size === codes.length;
const caseIds = z.array(caseId).min(1).max(MOST_CASES).refine(unique, '件不能重复');
const departments = z.array(departmentCode).min(1).max(MOST_DEPARTMENTS).refine(unique, '部门不能重复');
const reason = text(TEXT_LIMITS.remark);

/** `office` is the 管理办公室; otherwise the code of the department that convenes. */
const convener = z.union([z.literal(OFFICE), departmentCode]).describe('召集人：office 为管理办公室，否则为部门代码');
const plan = {
  at: enteredInstant.describe('拟定时间'),
  place: line(200).describe('地点'),
  agenda: text(TEXT_LIMITS.statement).describe('议题'),
};

export const conveneMeeting = z
  .strictObject({
    complaintIds: caseIds.describe('研究哪些件'),
    convener,
    ...plan,
    departments: departments.describe('通知参会的部门'),
  })
  .meta({ id: 'ConveneMeeting', description: '召集联席会议' });
export type ConveneMeeting = z.output<typeof conveneMeeting>;

export const editMeeting = z
  .strictObject(plan)
  .partial()
  .refine((change) => Object.keys(change).length > 0, '至少修改一项')
  .meta({ id: 'EditMeeting', description: '修改尚未召开的联席会议的时间、地点或议题' });
export type EditMeeting = z.output<typeof editMeeting>;

export const addCases = z
  .strictObject({ complaintIds: caseIds.describe('增加研究哪些件') })
  .meta({ id: 'AddMeetingCases', description: '尚未召开的会议增加研究的件' });
export type AddCases = z.output<typeof addCases>;

export const cancelMeeting = z
  .strictObject({ reason: reason.describe('取消的理由') })
  .meta({ id: 'CancelMeeting', description: '取消会议，或者不再研究其中一件' });
export type CancelMeeting = z.output<typeof cancelMeeting>;

/** What an invited department answers; who comes as a deputy is not kept. */
export const INVITATION_ANSWERS = ['attend', 'delegate', 'decline'] as const;
export type InvitationAnswer = (typeof INVITATION_ANSWERS)[number];
const answer = z.enum(INVITATION_ANSWERS).describe('参加、派人参加、不参加（须说明理由）');

export const answerInvitation = z
  .strictObject({ answer, reason: reason.optional().describe('不参加的理由') })
  .refine((given) => (given.answer === 'decline') === (given.reason !== undefined), {
    path: ['reason'],
    message: '不参加的须说明理由，参加的不填',
  })
  .meta({ id: 'AnswerInvitation', description: '部门对参会通知的答复；会议召开前可以更改' });
export type AnswerInvitation = z.output<typeof answerInvitation>;

export const ATTENDANCES = ['attended', 'absent', 'absent-with-leave'] as const;
export type Attendance = (typeof ATTENDANCES)[number];
const attendance = z.enum(ATTENDANCES).describe('到会、缺席、请假');

const commitmentOrder = z
  .strictObject({
    department: departmentCode.describe('负责的部门，须为通知参会或者到会的部门'),
    text: text(TEXT_LIMITS.statement).describe('议定事项'),
    workingDays: z.int().min(0).max(LONGEST_COMMITMENT).optional().describe('几个工作日内落实'),
    byDate: enteredDate.optional().describe('或者哪一天前落实'),
  })
  .refine((order) => (order.workingDays === undefined) !== (order.byDate === undefined), {
    path: ['workingDays'],
    message: '工作日数与日期须填且只填一项',
  });

const caseReport = z.strictObject({
  complaintId: caseId,
  leadDepartment: departmentCode.describe('牵头部门，须为到会部门；office 为管理办公室自己牵头，由管理办公室报告会议'),
  decisions: text(TEXT_LIMITS.record).describe('对该件的议定意见'),
  commitments: z.array(commitmentOrder).max(MOST_COMMITMENTS).default([]).describe('议定事项，各有期限'),
});
export type CaseReport = z.output<typeof caseReport>;

export const holdMeeting = z
  .strictObject({
    attendance: z
      .array(z.strictObject({ department: departmentCode, as: attendance }))
      .min(1)
      .max(MOST_DEPARTMENTS)
      .refine((list) => unique(list.map(({ department }) => department)), '部门不能重复')
      .describe('通知参会的每个部门是否到会；未通知而到会的也列入'),
    minutes: text(TEXT_LIMITS.record).describe('会议纪要'),
    cases: z
      .array(caseReport)
      .min(1)
      .max(MOST_CASES)
      .refine((list) => unique(list.map(({ complaintId }) => complaintId)), '件不能重复')
      .describe('研究的每一件'),
  })
  .meta({ id: 'HoldMeeting', description: '联席会议已召开' });
export type HoldMeeting = z.output<typeof holdMeeting>;

// Answers to acts

const skipped = z
  .array(z.strictObject({ complaintId: caseId, status: z.enum(CASE_STATUSES) }))
  .describe('其间已撤回或者已反馈等，不再由会议处理的件');

export const meetingActs = z
  .strictObject({
    meetingId: uuid,
    version: z.int().positive().describe('会议的 ETag 版本'),
    acts: z.array(actResponse).describe('每件一步操作，按件的编号升序'),
    skipped,
  })
  .meta({ id: 'MeetingActs', description: '会议操作的结果' });
export type MeetingActs = z.output<typeof meetingActs>;

export const commitmentEnd = actResponseWith('CommitmentEnd', { commitmentId: uuid });
export type CommitmentEnd = z.output<typeof commitmentEnd>;

export const fulfilCommitment = z
  .strictObject({ report: text(TEXT_LIMITS.record).describe('落实情况') })
  .meta({ id: 'FulfilCommitment' });
export type FulfilCommitment = z.output<typeof fulfilCommitment>;

export const releaseCommitment = z
  .strictObject({ reason: text(TEXT_LIMITS.statement).describe('免除的理由') })
  .meta({ id: 'ReleaseCommitment' });
export type ReleaseCommitment = z.output<typeof releaseCommitment>;

// Views

export const commitmentView = z
  .strictObject({
    commitmentId: uuid,
    meetingId: uuid,
    complaintId: caseId,
    number: z.string().describe('编号'),
    caseVersion: z.int().positive().describe('该件的 ETag 版本'),
    department: departmentCode,
    text: z.string().describe('议定事项'),
    clock: clockView,
    overdue: z.boolean().describe('已超过期限，或曾经超过'),
    endedAs: z
      .enum([...COMMITMENT_ENDINGS, 'with-case'])
      .nullable()
      .describe('已落实、领导同意免除、随该件撤回或者终止而终止；未结束时为空'),
    report: z.string().nullable().describe('落实情况或者免除的理由'),
  })
  .meta({ id: 'Commitment', description: '议定事项' });
export type CommitmentView = z.output<typeof commitmentView>;
export const commitmentPage = pageOf('CommitmentPage', commitmentView);

/** `convened` and `moved-on` follow from where the case itself stands; the others are the meeting's own doing. */
export const MEETING_CASE_STATES = ['convened', 'moved-on', 'held', 'cancelled', 'skipped'] as const;
export type MeetingCaseState = (typeof MEETING_CASE_STATES)[number];

const meetingCase = z.strictObject({
  complaintId: caseId,
  number: z.string().describe('编号'),
  caseStatus: z.enum(CASE_STATUSES),
  caseVersion: z.int().positive().describe('该件的 ETag 版本'),
  state: z.enum(MEETING_CASE_STATES).describe('待研究、其间已撤回或已反馈、已研究、已取消、召开时已不再研究'),
  leadDepartment: departmentCode.nullable().describe('会议确定的牵头部门；office 为管理办公室'),
  decisions: z.string().nullable().describe('对该件的议定意见'),
  reason: z.string().nullable().describe('取消的理由'),
});

const givenAnswer = z.strictObject({ answer, reason: z.string().nullable(), by: subjectId, at: instant });

const invitation = z.strictObject({
  department: departmentCode,
  invited: z.boolean().describe('否：未通知而到会'),
  answers: z
    .array(givenAnswer.extend({ byName: personName }))
    .describe('各次答复，最后一次有效；其他部门的答复只有召集人看得到'),
  attendance: attendance.nullable().describe('尚未召开时为空'),
});

/** `lapsed`: every matter was withdrawn or answered before the meeting was held. */
export const MEETING_STATES = ['convened', 'held', 'cancelled', 'lapsed'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export const meetingView = z
  .strictObject({
    meetingId: uuid,
    state: z.enum(MEETING_STATES).describe('待召开、已召开、已取消、已无须召开'),
    convener,
    at: plan.at,
    place: z.string(),
    agenda: z.string(),
    convenedAt: instant,
    cases: z.array(meetingCase),
    invitations: z.array(invitation),
    heldAt: instant.nullable().describe('召开时间（UTC）；尚未召开时为空'),
    minutes: z.string().nullable().describe('会议纪要'),
    commitments: z.array(commitmentView).describe('议定事项；部门只看到本部门的'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Meeting', description: '联席会议' });
export type MeetingView = z.output<typeof meetingView>;
export type InvitationView = z.output<typeof invitation>;

export const invitationAnswered = z
  .strictObject({ meetingId: uuid, version: z.int().positive(), department: departmentCode, ...givenAnswer.shape })
  .meta({ id: 'InvitationAnswered' });
export type InvitationAnswered = z.output<typeof invitationAnswered>;

export const meetingPage = pageOf('MeetingPage', meetingView);
