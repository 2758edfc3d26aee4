import { CASE_STATUSES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant, subjectId, uuid } from '../primitives.js';
import { actResponseWith, caseId, clockView, pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';

/** The HTTP API of supervision: 督办单 and the leaders' 批示 with their answers (三(四)). */

const list = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
};

export const supervisionQuery = z.strictObject({
  ...list,
  department: departmentCode.optional().describe('只看这个部门的期限'),
});
export type SupervisionQuery = z.output<typeof supervisionQuery>;

/** The last 督办单 of a missed deadline that is still not met. */
export const supervisionNotice = z
  .strictObject({
    noticeId: uuid,
    complaintId: caseId,
    number: z.string(),
    status: z.enum(CASE_STATUSES),
    handler: subjectId.describe('办理专员'),
    handlerName: personName,
    department: departmentCode.nullable().describe('期限所属的部门；该件自己的期限为空'),
    ordinal: z.int().positive().describe('该期限的第几张督办单'),
    at: instant.describe('督办时间'),
    instructions: z.int().nonnegative().describe('就该件已作批示的数目'),
    clock: clockView,
  })
  .meta({ id: 'SupervisionNotice', description: '督办单' });
export type SupervisionNotice = z.output<typeof supervisionNotice>;
export const supervisionNoticePage = pageOf('SupervisionNoticePage', supervisionNotice);

export const instructBody = z
  .strictObject({
    complaintId: caseId,
    noticeId: uuid.optional().describe('所批的督办单；不就督办单作批示的不填'),
    department: departmentCode.optional().describe('交办的承办单位，须为该件的承办单位；不填即交办理专员'),
    text: text(TEXT_LIMITS.statement).describe('批示'),
  })
  .meta({ id: 'InstructBody' });
export type InstructBody = z.output<typeof instructBody>;

export const instructionResponse = actResponseWith('InstructionResponse', { instructionId: uuid });
export type InstructionResponse = z.output<typeof instructionResponse>;

export const answerInstructionBody = z
  .strictObject({ text: text(TEXT_LIMITS.record).describe('办理情况') })
  .meta({ id: 'AnswerInstructionBody' });
export type AnswerInstructionBody = z.output<typeof answerInstructionBody>;

export const instructionsQuery = z.strictObject({
  ...list,
  answered: z.enum(['true', 'false']).default('false').describe('false：待回复的；true：已回复的'),
});
export type InstructionsQuery = z.output<typeof instructionsQuery>;

export const instruction = z
  .strictObject({
    instructionId: uuid,
    complaintId: caseId,
    number: z.string(),
    status: z.enum(CASE_STATUSES),
    noticeId: uuid.nullable(),
    department: departmentCode.nullable().describe('交办的承办单位；交办理专员的为空'),
    text: z.string().describe('批示'),
    givenBy: subjectId.describe('作批示的领导'),
    givenByName: personName,
    givenAt: instant,
    answer: z.string().nullable().describe('办理情况；未回复的为空'),
    answeredBy: subjectId.nullable(),
    answeredByName: personName.nullable(),
    answeredAt: instant.nullable(),
  })
  .meta({ id: 'Instruction', description: '领导批示' });
export type Instruction = z.output<typeof instruction>;
export const instructionPage = pageOf('InstructionPage', instruction);
