import { z } from 'zod';
import { sentSlip } from '../events/dispatched.event.js';
import { catalogueCode, departmentCode, uuid } from '../primitives.js';
import { BEYOND_AUTHORITY } from './catalogues.js';
import { actResponseWith, line, lookedAt, text, TEXT_LIMITS } from './common.js';

/** The HTTP API: 退回, rulings on it, and recalls. */

export const returnBody = z
  .strictObject({
    reasonCode: catalogueCode
      .optional()
      .describe(`退回的原因，目录 return-reasons 中启用的代码；${BEYOND_AUTHORITY} 为超出本级权限，由窗口转帮办代办`),
    reason: text(TEXT_LIMITS.remark).describe('退回理由'),
    proposedDepartment: departmentCode.optional().describe('建议的承办单位；超出本级权限的不填，其他必填'),
  })
  .refine((given) => (given.reasonCode === BEYOND_AUTHORITY) === (given.proposedDepartment === undefined), {
    path: ['proposedDepartment'],
    message: `建议的承办单位，超出本级权限（${BEYOND_AUTHORITY}）的不填，其他必填`,
  })
  .meta({ id: 'ReturnBody' });
export type ReturnBody = z.output<typeof returnBody>;

export const returnResponse = actResponseWith('ReturnResponse', {
  dispatchId: uuid,
  toLeader: z.boolean().describe('该件已有过退回：待领导裁定，裁定前仍由该部门承办'),
});
export type ReturnResponse = z.output<typeof returnResponse>;

export const recallBody = z
  .strictObject({ reason: text(TEXT_LIMITS.remark).describe('收回理由') })
  .meta({ id: 'RecallBody' });
export type RecallBody = z.output<typeof recallBody>;

export const recallResponse = actResponseWith('RecallResponse', { dispatchId: uuid });
export type RecallResponse = z.output<typeof recallResponse>;

export const item = line(200).describe('事项或者类别，如“不动产登记”；不得含个人信息');

export const rulingBody = z
  .strictObject({
    department: departmentCode
      .optional()
      .describe('必须承办的单位：原承办单位即不准退回，其他单位即改派；转帮办代办的不填'),
    transfer: z.literal(true).optional().describe('转帮办代办：超出本级权限，准予退回，由窗口转交'),
    instruction: text(TEXT_LIMITS.statement).describe('裁定意见'),
    item: item.optional().describe('列入派单目录的事项或者类别；不得含个人信息；转帮办代办的不填'),
    ...lookedAt,
  })
  .refine(({ department, transfer }) => (department === undefined) !== (transfer === undefined), {
    path: ['department'],
    message: 'department 与 transfer 须填且只填一项',
  })
  .refine(({ department, item: listed }) => (department === undefined) === (listed === undefined), {
    path: ['item'],
    message: '裁定承办单位的必填，转帮办代办的不填',
  })
  .meta({ id: 'ReturnRulingBody' });
export type RulingBody = z.output<typeof rulingBody>;

export const rulingResponse = actResponseWith('ReturnRulingResponse', {
  dispatchId: uuid,
  dispatches: z.array(sentSlip).describe('改派的转办单；不准退回或者转帮办代办时为空'),
});
export type RulingResponse = z.output<typeof rulingResponse>;
