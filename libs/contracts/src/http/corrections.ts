import { z } from 'zod';
import { catalogueCode } from '../primitives.js';
import { actResponseWith, line, lookedAt, text, TEXT_LIMITS } from './common.js';
import { phone } from './phone.js';
import {
  accused,
  matterFields,
  matterKinds,
  namesOneService,
  ONE_SERVICE,
  otherContact,
  reporter,
} from './registration.js';

/** The HTTP API: what is corrected, noted and said later of a case. */

/** What may be corrected; a field that is not given stays as it is. */
export const amendBody = z
  .strictObject({
    reason: text(TEXT_LIMITS.remark).describe('更正的理由'),
    name: line(TEXT_LIMITS.name).optional().describe('反映人姓名或企业名称；匿名反映的件填写后即为具名'),
    reporter: reporter.optional(),
    phone: phone.nullable().optional().describe('联系电话；查无其他号码的，填 null'),
    otherContact: otherContact.nullable().optional(),
    record: text(TEXT_LIMITS.record).optional().describe('情况记录'),
    claim: text(TEXT_LIMITS.statement).optional().describe('诉求'),
    suggestions: text(TEXT_LIMITS.statement).nullable().optional().describe('意见建议'),
    ...matterFields,
    matterKinds: matterKinds.optional(),
    accused: accused.optional(),
    confidential: z.boolean().optional().describe('反映人要求保密'),
    ...lookedAt,
  })
  .refine(namesOneService, ONE_SERVICE)
  .meta({ id: 'AmendBody' });
export type AmendBody = z.output<typeof amendBody>;

export const withdrawBody = z
  .strictObject({
    confirmedBy: z.enum(['phone', 'on-site']).describe('反映人如何确认撤回：电话或现场'),
    note: text(TEXT_LIMITS.remark).optional().describe('撤回情况说明'),
  })
  .meta({ id: 'WithdrawBody' });
export type WithdrawBody = z.output<typeof withdrawBody>;

export const noteBody = z
  .strictObject({ note: text(TEXT_LIMITS.statement).describe('备注内容，只在大厅内部可见') })
  .meta({ id: 'NoteBody' });
export type NoteBody = z.output<typeof noteBody>;

export const causeBody = z
  .strictObject({
    cause: catalogueCode.describe('原因分类，目录 causes 中启用的代码'),
    change: text(TEXT_LIMITS.statement)
      .nullable()
      .describe('政策规定或者办事指南须修改的，写明改哪里、怎么改；不须修改的为空'),
  })
  .meta({ id: 'CauseBody' });
export type CauseBody = z.output<typeof causeBody>;

export const queryCodeResponse = actResponseWith('QueryCodeResponse', {
  queryCode: z.string().nullable().describe('新的查询码；旧的作废。重复的请求，而查询码后来又重发的为空'),
});
export type QueryCodeResponse = z.output<typeof queryCodeResponse>;
