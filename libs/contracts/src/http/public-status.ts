import { z } from 'zod';
import { instant } from '../primitives.js';
import { line } from './common.js';

/** The HTTP API: what the citizen asks with number and query code. */

export const publicStatusBody = z
  .strictObject({ number: line(40).describe('编号'), queryCode: line(40).describe('查询码') })
  .meta({ id: 'PublicStatusBody' });
export type PublicStatusBody = z.output<typeof publicStatusBody>;

export const publicStatus = z
  .strictObject({
    number: z.string(),
    mergedInto: z.string().nullable().describe('并入的首件编号；以下各项即首件的办理情况。未并单为空'),
    status: z.string().describe('办理状态（中文）'),
    type: z.string().nullable().describe('问题类型（中文）'),
    registeredAt: instant,
    acceptedAt: instant.nullable(),
    acceptanceDueAt: instant,
    dueAt: instant.nullable().describe('办理期限'),
    originalDueAt: instant.nullable().describe('最初的办理期限'),
    provisional: z.boolean(),
    agency: z.string().nullable().describe('正在办理的帮办代办机构；没有转交的为空'),
    missingPapers: z.array(z.string()).describe('需要您补充的材料；没有等待的为空'),
    papersAwaitedUntil: instant.nullable().describe('承办单位正等待您补充材料，最迟到何时；没有等待的为空'),
    closedAt: instant.nullable(),
    answers: z
      .array(
        z.strictObject({
          kind: z
            .enum(['answer', 'decline-explanation', 'reply', 'reply-reason'])
            .describe('当场答复、不予受理的解释、承办单位反馈、未解决的理由'),
          body: z.string(),
          at: instant,
        }),
      )
      .describe('对反映人的答复，先后为序'),
  })
  .meta({ id: 'PublicStatus' });
export type PublicStatus = z.output<typeof publicStatus>;

export const publicWithdrawBody = z
  .strictObject({
    ...publicStatusBody.shape,
    confirmation: z.string().max(100).optional().describe('第一次提交所得的确认码；再次提交时填写，即确认撤回'),
  })
  .meta({ id: 'PublicWithdrawBody' });
export type PublicWithdrawBody = z.output<typeof publicWithdrawBody>;

export const publicWithdrawal = z
  .strictObject({
    number: z.string(),
    status: z.string().describe('办理状态（中文）'),
    withdrawn: z.boolean().describe('是否已撤回；否则请凭确认码再次提交'),
    confirmation: z.string().nullable().describe('确认码'),
    expiresAt: instant.nullable().describe('确认码何时失效'),
  })
  .meta({ id: 'PublicWithdrawal' });
export type PublicWithdrawal = z.output<typeof publicWithdrawal>;
