import { CASE_STATUSES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant, subjectId, TASK_FORCE_OUTCOMES, uuid } from '../primitives.js';
import { actResponseWith, caseId, pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';

/** HTTP shapes of 站台: the clerk calls a department's 首席代表 (工作专班) to the window for a matter (二(二)). */

const outcome = z.enum(TASK_FORCE_OUTCOMES).describe('当场解决、答应办理、未能解决、没有到场（最后一项只由专员填写）');

export const taskForceCallBody = z
  .strictObject({
    complaintId: caseId,
    department: departmentCode.describe('请哪个部门的首席代表'),
    matter: text(TEXT_LIMITS.statement).describe('请其到窗口办什么'),
  })
  .meta({ id: 'TaskForceCallBody', description: '请首席代表站台' });
export type TaskForceCallBody = z.output<typeof taskForceCallBody>;

export const taskForceReportBody = z
  .strictObject({ outcome, text: text(TEXT_LIMITS.record).describe('站台情况') })
  .meta({ id: 'TaskForceReportBody', description: '站台结果' });
export type TaskForceReportBody = z.output<typeof taskForceReportBody>;

export const taskForceResponse = actResponseWith('TaskForceResponse', { callId: uuid });
export type TaskForceResponse = z.output<typeof taskForceResponse>;

/** `lapsed`: the case was withdrawn, answered or closed before anything was reported. */
export const TASK_FORCE_STATES = ['open', 'reported', 'lapsed'] as const;
export type TaskForceState = (typeof TASK_FORCE_STATES)[number];

export const taskForceCall = z
  .strictObject({
    callId: uuid,
    complaintId: caseId,
    number: z.string().describe('编号'),
    caseStatus: z.enum(CASE_STATUSES),
    caseVersion: z.int().positive().describe('该件的 ETag 版本'),
    department: departmentCode,
    matter: z.string(),
    calledBy: subjectId.describe('办理专员'),
    calledByName: personName,
    calledAt: instant,
    state: z.enum(TASK_FORCE_STATES).describe('待站台、已有结果、该件已撤回或办结而终止'),
    outcome: outcome.nullable(),
    report: z.string().nullable().describe('站台情况'),
    reportedBy: subjectId.nullable(),
    reportedByName: personName.nullable(),
    reportedAt: instant.nullable(),
  })
  .meta({ id: 'TaskForceCall', description: '请首席代表站台的一次' });
export type TaskForceCall = z.output<typeof taskForceCall>;
export const taskForceCallPage = pageOf('TaskForceCallPage', taskForceCall);
