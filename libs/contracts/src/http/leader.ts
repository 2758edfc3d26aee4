import { CASE_STATUSES, COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant, subjectId, uuid } from '../primitives.js';
import { PUBLIC_SIGNALS, UNKNOWN_SIGNAL } from '../workflow.js';
import { caseId, clockView, pageOf } from './common.js';
import { personName } from './people.js';
import { returnView } from './slips.js';

/** The HTTP API: the leader's queues. */

const queuedCase = {
  complaintId: caseId,
  number: z.string(),
  type: z.enum(COMPLAINT_TYPES).nullable(),
  status: z.enum(CASE_STATUSES),
  handler: subjectId.describe('办理专员'),
  handlerName: personName,
  departments: z.array(departmentCode),
};

export const pendingReturn = z
  .strictObject({
    ...returnView.pick({ reason: true, proposedDepartment: true, returnedAt: true }).shape,
    dispatchId: uuid,
    department: departmentCode.describe('退回的部门'),
    complaintId: caseId,
    number: z.string(),
    clock: clockView,
  })
  .meta({ id: 'PendingReturn' });
export type PendingReturn = z.output<typeof pendingReturn>;
export const pendingReturnPage = pageOf('PendingReturnPage', pendingReturn);

export const LEADER_CASE_QUEUES = ['overdue', 'dissatisfied', 'acceptance-overdue'] as const;
export type LeaderCaseQueue = (typeof LEADER_CASE_QUEUES)[number];
export const leaderCase = z
  .strictObject({ ...queuedCase, clocks: z.array(clockView).describe('未结束的期限') })
  .meta({ id: 'LeaderCase' });
export type LeaderCase = z.output<typeof leaderCase>;
export const leaderCasePage = pageOf('LeaderCasePage', leaderCase);

export const refusedSignal = z
  .strictObject({
    complaintId: caseId,
    name: z.enum([...PUBLIC_SIGNALS, UNKNOWN_SIGNAL]),
    code: z.string().describe('拒绝的原因代码'),
    digest: z.string().describe('信号内容的 SHA-256'),
    at: instant,
  })
  .meta({ id: 'RefusedSignal' });
export type RefusedSignal = z.output<typeof refusedSignal>;
export const refusedSignalPage = pageOf('RefusedSignalPage', refusedSignal);
