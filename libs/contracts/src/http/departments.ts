import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';
import { caseId, line, pageOf, TEXT_LIMITS } from './common.js';
import { item } from './returns.js';

/** The HTTP API: departments, and the list of who is responsible for what. */

const departmentContent = {
  name: line(TEXT_LIMITS.name).describe('部门名称'),
  active: z.boolean().describe('是否可以转办'),
  parent: departmentCode.nullable().default(null).describe('上级部门；没有的为空'),
  successor: departmentCode
    .nullable()
    .default(null)
    .describe('停用后的承接部门：接办未办结的转办单和议定事项，以及派单目录里的事项；没有的为空'),
};
export const departmentBody = z
  .strictObject(departmentContent)
  .refine(({ active, successor }) => !active || successor === null, {
    path: ['successor'],
    error: '启用的部门没有承接部门',
  })
  .meta({ id: 'DepartmentBody' });
export type DepartmentBody = z.output<typeof departmentBody>;

export const department = z
  .strictObject({ code: departmentCode, ...departmentContent, version: z.int().positive().describe('ETag 版本') })
  .meta({ id: 'Department' });
export type Department = z.output<typeof department>;
export const departmentPage = pageOf('DepartmentPage', department);

/** How many of them are listed. */
export const MOST_OPEN_WORK_LISTED = 50;
export const departmentOpenWork = z
  .strictObject({
    total: z.int().nonnegative().describe('未办结的转办单和议定事项共多少'),
    items: z
      .array(
        z.strictObject({
          kind: z.enum(['dispatch', 'commitment']).describe('转办单或者议定事项'),
          number: z.string().describe('编号'),
          dueAt: instant.describe('办理时限'),
        }),
      )
      .max(MOST_OPEN_WORK_LISTED)
      .describe('最先到期的'),
  })
  .meta({ id: 'DepartmentOpenWork' });
export type DepartmentOpenWork = z.output<typeof departmentOpenWork>;

export const RESPONSIBILITY_SOURCES = ['manual', 'ruling'] as const;

export const responsibilityBody = z
  .strictObject({ item, department: departmentCode.describe('承办单位') })
  .meta({ id: 'ResponsibilityBody' });
export type ResponsibilityBody = z.output<typeof responsibilityBody>;

export const responsibility = z
  .strictObject({
    id: uuid,
    item,
    department: departmentCode,
    source: z.enum(RESPONSIBILITY_SOURCES).describe('人工录入，或者来自领导裁定'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Responsibility', description: '派单目录的一项' });
export type Responsibility = z.output<typeof responsibility>;
export const responsibilityPage = pageOf('ResponsibilityPage', responsibility);

export const suggestionBody = z.strictObject({ complaintId: caseId }).meta({ id: 'SuggestionBody' });
export type SuggestionBody = z.output<typeof suggestionBody>;

export const suggestions = z
  .strictObject({
    suggestions: z.array(
      z.strictObject({
        department: departmentCode,
        name: z.string().describe('部门名称'),
        item: z.string().describe('最相符的目录事项'),
        source: z.enum(RESPONSIBILITY_SOURCES),
        score: z.number().min(0).max(1).describe('事项的字词在情况记录和诉求中出现的比例'),
        reason: z.string().describe('推荐理由'),
      }),
    ),
  })
  .meta({ id: 'DispatchSuggestions', description: '按派单目录推荐的承办单位，最相符的在前' });
export type Suggestions = z.output<typeof suggestions>;

/** Why a matter was not solved, or not yet (三(三)), for replies by signal, which carry no free text. */
export const REPLY_REASONS = {
  'barred-by-policy': '法律法规或者政策不允许',
  'beyond-authority': '超出本部门职权',
  'papers-missing': '申请材料不齐全或者不符合要求',
  'needs-superior': '须上级部门决定',
  'citizen-withdrew': '反映人不再要求办理',
  'system-fault': '办理系统故障',
  'still-in-process': '办理流程尚未走完',
} as const;
export type ReplyReason = keyof typeof REPLY_REASONS;
