import { DISSATISFACTION_RULINGS, GRADES } from '@bancheng/domain';
import { z } from 'zod';
import { CONTACT_RESULTS, FOLLOW_UP_EXCLUSIONS, instant } from '../primitives.js';
import { actResponseWith, caseId, pageOf, text, TEXT_LIMITS } from './common.js';

/** HTTP shapes of 回访 (三(五)). */

/** Where a round of 回访 stands: being tried, graded, ended as 未接通, or 无法回访 from the start. */
export const FOLLOW_UP_STATES = ['open', 'graded', 'unreachable', 'excluded'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const followUpState = z.enum(FOLLOW_UP_STATES).describe('回访状态：待回访、已评价、未接通、无法回访');

export const recordTry = z
  .strictObject({ result: z.enum(CONTACT_RESULTS).describe('未接通的情形') })
  .meta({ id: 'RecordTry', description: '一次未能联系上反映人的回访' });
export type RecordTry = z.output<typeof recordTry>;

export const tryResponse = actResponseWith('TryResponse', {
  attempt: z.int().positive().describe('第几次尝试'),
  daysTried: z.int().positive().describe('已在几个不同日期尝试'),
  unreachable: z.boolean().describe('是否按未接通结束回访'),
});
export type TryResponse = z.output<typeof tryResponse>;

export const gradeHandling = z
  .strictObject({
    grade: z.enum(GRADES).describe('满意度，由反映人选择，无默认值'),
    comment: text(TEXT_LIMITS.statement).optional().describe('回访意见'),
  })
  .meta({ id: 'GradeHandling', description: '回访评价' });
export type GradeHandling = z.output<typeof gradeHandling>;

export const ruleDissatisfaction = z
  .strictObject({
    decision: z.enum(DISSATISFACTION_RULINGS).describe('close 办结，rework 再重办一轮'),
    instruction: text(TEXT_LIMITS.statement).describe('领导批示'),
  })
  .meta({ id: 'RuleDissatisfaction', description: '领导对不满意件的裁决' });
export type RuleDissatisfaction = z.output<typeof ruleDissatisfaction>;

export const followUpItem = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    round: z.int().positive().describe('第几轮回访'),
    state: followUpState,
    openedAt: instant,
    endedAt: instant.nullable(),
    excluded: z.enum(FOLLOW_UP_EXCLUSIONS).nullable().describe('无法回访的原因'),
    grade: z.enum(GRADES).nullable(),
    attempts: z.int().nonnegative().describe('已尝试次数'),
    daysTried: z.int().nonnegative().describe('已在几个不同日期尝试'),
    lastTryAt: instant.nullable(),
    independent: z.boolean().describe('当前用户是否可回访该件（未经手、不属于承办单位）'),
    name: z.string().nullable().describe('反映人'),
    phone: z.string().nullable().describe('联系电话'),
  })
  .meta({ id: 'FollowUp', description: '回访件' });
export type FollowUpItem = z.output<typeof followUpItem>;

export const followUpPage = pageOf('FollowUpPage', followUpItem);
