import { z } from 'zod';
import { uuid } from '../primitives.js';
import { actResponseWith, caseId, clockView, line, pageOf, text, TEXT_LIMITS } from './common.js';
import { extensionView } from './slips.js';

/** The HTTP API: 延期. */

export const extensionBody = z
  .strictObject({
    complaintId: caseId,
    clockId: line(100).describe('哪个期限（clockId）：转办单、议定事项、代办机构的，或者窗口办理时该件自己的'),
    workingDays: z.int().min(1).max(1000).describe('申请延长的工作日数'),
    reason: text(TEXT_LIMITS.remark).describe('延期理由'),
  })
  .meta({ id: 'ExtensionBody' });
export type ExtensionBody = z.output<typeof extensionBody>;

export const decisionBody = z
  .strictObject({ granted: z.boolean(), comment: text(TEXT_LIMITS.remark).optional().describe('审批意见') })
  .meta({ id: 'ExtensionDecisionBody' });
export type DecisionBody = z.output<typeof decisionBody>;

export const extensionResponse = actResponseWith('ExtensionResponse', { extensionId: uuid, clockId: z.string() });
export type ExtensionResponse = z.output<typeof extensionResponse>;

export const extension = z
  .strictObject({
    ...extensionView.shape,
    complaintId: caseId,
    number: z.string(),
    clock: clockView.describe('申请延长的期限，及其约束的部门；窗口和代办机构的，部门为空'),
  })
  .meta({ id: 'Extension', description: '延期申请及审批' });
export type Extension = z.output<typeof extension>;
export const extensionPage = pageOf('ExtensionPage', extension);
