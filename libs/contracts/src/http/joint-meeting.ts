import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';
import { actResponseWith, caseId, line, pageOf, text, TEXT_LIMITS } from './common.js';

/** HTTP shapes of 联席会议 (三(二), 三(三)). */

/** More departments than any jurisdiction has. */
const MOST_DEPARTMENTS = 50;

const departments = z
  .array(departmentCode)
  .min(1)
  .max(MOST_DEPARTMENTS)
  .refine((codes) => new Set(codes).size === codes.length, '部门不能重复');

/** `office` is the 管理办公室; otherwise the code of the department that convenes. */
const convener = z.union([z.literal('office'), departmentCode]).describe('召集人：office 为管理办公室，否则为部门代码');
const plan = {
  at: instant.describe('拟定时间（UTC）'),
  place: line(200).describe('地点'),
  agenda: text(TEXT_LIMITS.statement).describe('议题'),
};

export const conveneMeeting = z
  .strictObject({ complaintId: caseId, convener, ...plan, departments: departments.describe('通知参会的部门') })
  .meta({ id: 'ConveneMeeting', description: '召集联席会议' });
export type ConveneMeeting = z.output<typeof conveneMeeting>;

export const editMeeting = z
  .strictObject(plan)
  .partial()
  .refine((change) => Object.keys(change).length > 0, '至少修改一项')
  .meta({ id: 'EditMeeting', description: '修改尚未召开的联席会议的时间、地点或议题' });
export type EditMeeting = z.output<typeof editMeeting>;

export const holdMeeting = z
  .strictObject({
    attendees: departments.describe('到会的部门'),
    minutes: text(TEXT_LIMITS.record).describe('会议纪要'),
    leadDepartment: departmentCode.describe('牵头部门，须为到会部门'),
  })
  .meta({ id: 'HoldMeeting', description: '联席会议已召开' });
export type HoldMeeting = z.output<typeof holdMeeting>;

const held = z.strictObject({
  at: instant.describe('召开时间（UTC）'),
  attendees: z.array(departmentCode),
  minutes: z.string().describe('会议纪要'),
  leadDepartment: departmentCode.describe('牵头部门'),
});

export const meetingView = z
  .strictObject({
    meetingId: uuid,
    complaintId: caseId,
    convener,
    at: plan.at,
    place: z.string(),
    departments: z.array(departmentCode),
    agenda: z.string(),
    convenedAt: instant,
    held: held.nullable().describe('尚未召开时为空'),
  })
  .meta({ id: 'Meeting', description: '联席会议' });
export type MeetingView = z.output<typeof meetingView>;

export const meetingPage = pageOf('MeetingPage', meetingView);

export const meetingActResponse = actResponseWith('MeetingActResponse', { meetingId: uuid });
export type MeetingActResponse = z.output<typeof meetingActResponse>;
