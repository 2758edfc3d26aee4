import { CASE_STATUSES, DISSATISFACTION_RULINGS, GRADES, REWORK_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { CONTACT_RESULTS, FOLLOW_UP_EXCLUSIONS, instant, RATERS, subjectId } from '../primitives.js';
import { actResponseWith, caseId, clockView, line, pageOf, text, TEXT_LIMITS } from './common.js';
import { personName } from './people.js';

/** HTTP shapes of 回访 (三(五)). */

/** Where a round of 回访 stands: being tried, graded, ended as 未接通, or 无法回访 (`FOLLOW_UP_EXCLUSIONS`). */
export const FOLLOW_UP_STATES = ['open', 'graded', 'unreachable', 'excluded'] as const;
export type FollowUpState = (typeof FOLLOW_UP_STATES)[number];

export const followUpState = z.enum(FOLLOW_UP_STATES).describe('回访状态：待回访、已评价、未接通、无法回访');

export const recordTry = z
  .strictObject({
    result: z
      .enum(CONTACT_RESULTS)
      .describe(
        '未接通的情形；wrong-number 号码有误（待专员更正），refused 拒绝回访（即结束），no-contact 没有联系方式（即结束）',
      ),
  })
  .meta({ id: 'RecordTry', description: '一次未能联系上反映人的回访' });
export type RecordTry = z.output<typeof recordTry>;

export const tryResponse = actResponseWith('TryResponse', {
  attempt: z.int().positive().describe('第几次尝试'),
  daysTried: z.int().positive().describe('已在几个不同日期尝试'),
  unreachable: z.boolean().describe('是否按未接通结束回访'),
  excluded: z.enum(FOLLOW_UP_EXCLUSIONS).nullable().describe('是否按拒绝回访或无法联系结束回访；未结束或未接通的为空'),
});
export type TryResponse = z.output<typeof tryResponse>;

const verdict = {
  responded: z.boolean().optional().describe('是否联系：承办单位是否联系过反映人；反映人没有说的、不予受理的不填'),
  solved: z.boolean().optional().describe('是否解决，以反映人的说法为准；反映人没有说的、不予受理的不填'),
  grade: z.enum(GRADES).describe('满意度，由反映人选择，无默认值'),
  explanationUnderstood: z.boolean().optional().describe('不予受理或终止的件必填：是否理解所作的解释；其他件不填'),
  comment: text(TEXT_LIMITS.statement).optional().describe('回访意见'),
};

export const gradeHandling = z.strictObject(verdict).meta({ id: 'GradeHandling', description: '回访评价' });
export type GradeHandling = z.output<typeof gradeHandling>;

export const ruleDissatisfaction = z
  .strictObject({
    decision: z.enum(DISSATISFACTION_RULINGS).describe('close 办结，rework 再重办一轮；原不予受理的即受理'),
    type: z
      .enum(REWORK_TYPES)
      .optional()
      .describe('再办一轮的问题类型：一般或复杂，不填为一般事项；原不予受理、裁决由窗口办理的也一样'),
    instruction: text(TEXT_LIMITS.statement).describe('领导批示'),
  })
  .meta({ id: 'RuleDissatisfaction', description: '领导对不满意件的裁决' });
export type RuleDissatisfaction = z.output<typeof ruleDissatisfaction>;

export const assignFollowUp = z
  .strictObject({ officer: subjectId.optional().describe('回访员；不填为自己领取，指派他人须由领导进行') })
  .meta({ id: 'AssignFollowUp', description: '指派或领取回访' });
export type AssignFollowUp = z.output<typeof assignFollowUp>;

export const assignmentResponse = actResponseWith('AssignmentResponse', {
  officer: subjectId.describe('回访员'),
  independent: z.boolean().describe('是否独立：未经手该件、不属于承办单位'),
});
export type AssignmentResponse = z.output<typeof assignmentResponse>;

/** Whose rounds a list of 回访 shows. */
export const ASSIGNMENTS = ['mine', 'unassigned'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];
export const lateOnly = z.literal('true').optional().describe('只看已过领取期限或回访期限的');
export const assignment = z.enum(ASSIGNMENTS).describe('mine 由我负责，unassigned 无人负责；不填为全部');

export const reopenCase = z
  .strictObject({
    reason: text(TEXT_LIMITS.remark).describe('重新办理的理由'),
    type: z.enum(REWORK_TYPES).optional().describe('这一轮的问题类型：一般或复杂，不填为一般事项'),
  })
  .meta({ id: 'ReopenCase', description: '重新办理已办结的件' });
export type ReopenCase = z.output<typeof reopenCase>;

export const rateBody = z
  .strictObject({ number: line(40).describe('编号'), queryCode: line(40).describe('查询码'), ...verdict })
  .meta({ id: 'RateBody', description: '反映人凭编号和查询码评价' });
export type RateBody = z.output<typeof rateBody>;

export const ratingTaken = z
  .strictObject({
    number: z.string(),
    status: z.string().describe('办理状态（中文）'),
    grade: z.string().describe('所作评价（中文）'),
  })
  .meta({ id: 'RatingTaken' });
export type RatingTaken = z.output<typeof ratingTaken>;

export const ratedItem = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    status: z.enum(CASE_STATUSES),
    round: z.int().positive().describe('第几轮回访'),
    closedAt: instant.describe('办结时间；重新办理的期限由此起算'),
    ratedAt: instant,
    rating: z.enum(GRADES).describe('办结后反映人的评价'),
    explanationUnderstood: z.boolean().nullable().describe('是否理解不予受理的解释；受理的件为空'),
    grade: z.enum(GRADES).nullable().describe('此前的回访评价'),
  })
  .meta({ id: 'RatedCase', description: '办结后反映人自行评价为不满意的件' });
export type RatedItem = z.output<typeof ratedItem>;

export const ratedPage = pageOf('RatedPage', ratedItem);

export const followUpItem = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    round: z.int().positive().describe('第几轮回访'),
    state: followUpState,
    openedAt: instant,
    endedAt: instant.nullable(),
    clocks: z.array(clockView).describe('未结束的领取期限和回访期限'),
    numberWrong: z.boolean().describe('号码有误，待办理专员更正'),
    excluded: z.enum(FOLLOW_UP_EXCLUSIONS).nullable().describe('无法回访的原因'),
    officer: subjectId.nullable().describe('负责的回访员；空为尚未指派'),
    officerName: personName.nullable(),
    officerIndependent: z.boolean().nullable().describe('负责的回访员是否独立；无独立人员时由领导指派，标为否'),
    grade: z.enum(GRADES).nullable(),
    gradedBy: z.enum(RATERS).nullable().describe('评价由回访员记录，还是反映人自行作出'),
    explanationUnderstood: z.boolean().nullable().describe('是否理解不予受理的解释；受理的件为空'),
    rating: z.enum(GRADES).nullable().describe('办结后反映人自行作出的评价'),
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
