import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant, jurisdictionCode, localDate, uuid } from '../primitives.js';
import { catalogueItem } from './catalogues.js';
import { caseId, pageOf } from './common.js';
import { citizenRates } from './rates.js';

/** The HTTP API of reporting: the periodic report to the responsible leader (三(四) 跟踪督办), which the clerks present. */

/** What an open case waits for; the first that holds. */
export const WAITS_FOR = {
  acceptance: '待受理',
  dispatch: '待转办',
  'dispatch-again': '已退回，待重新转办',
  transfer: '超出本级权限退回，待转交帮办代办',
  meeting: '待召开联席会议',
  agency: '待帮办代办机构答复',
  'return-ruling': '再次退回，待领导裁定',
  'extension-decision': '已申请延期，待审批',
  papers: '挂起，待反映人补充材料',
  signing: '待签收',
  handling: '办理中',
  commitment: '议定事项待落实',
  progress: '待报办理进度',
  'follow-up': '待回访',
  ruling: '不满意，待领导裁决',
  closing: '待办结',
} as const;
export type WaitsFor = keyof typeof WAITS_FOR;
const waitsFor = z.enum(Object.keys(WAITS_FOR) as [WaitsFor]);

const counts = {
  open: z.int().nonnegative().describe('在办'),
  due: z.int().nonnegative().describe('本周到期：未逾期，且在报告期内到期'),
  overdue: z.int().nonnegative().describe('已逾期'),
};

/** One part of an open case that is overdue or falls due in the report's week. */
export const supervisedPart = z.strictObject({
  caseId,
  number: z.string(),
  department: departmentCode.nullable().describe('经办部门；在窗口、代办机构或者领导处的为空'),
  dueAt: instant,
  overdue: z.boolean(),
  waitsFor: waitsFor.describe('原因'),
});
export type SupervisedPart = z.output<typeof supervisedPart>;

/** What one department has, each of its cases once. */
export const supervisedDepartment = z.strictObject({
  department: departmentCode.nullable().describe('在窗口、代办机构或者领导处的为空'),
  ...counts,
  reasons: z.array(z.strictObject({ waitsFor, label: z.string(), count: z.int().positive() })).describe('逾期的原因'),
});
export type SupervisedDepartment = z.output<typeof supervisedDepartment>;

/** What the hall has in hand of one type. */
export const supervisedType = z.strictObject({
  type: z.enum(COMPLAINT_TYPES).nullable().describe('问题类型；尚未受理和不予受理的为空'),
  ...counts,
});
export type SupervisedType = z.output<typeof supervisedType>;

const happened = {
  registered: z.int().nonnegative().describe('登记'),
  accepted: z.int().nonnegative().describe('受理'),
  answered: z.int().nonnegative().describe('当场答复'),
  declined: z.int().nonnegative().describe('不予受理'),
  closed: z.int().nonnegative().describe('办结'),
};
export type Happened = Record<keyof typeof happened, number>;

/** What happened in the seven days before the report, by cases; within the hall, so that small numbers are shown too. */
export const pastWeek = z
  .strictObject({
    from: localDate,
    to: localDate,
    totals: z.strictObject(happened),
    types: z
      .array(z.strictObject({ type: supervisedType.shape.type, ...happened }))
      .describe('按问题类型；类型按报告时的'),
    declineReasons: z
      .array(z.strictObject({ ...catalogueItem.shape, count: z.int().positive() }))
      .describe('不予受理的原因'),
    departments: z
      .array(
        z.strictObject({
          department: departmentCode,
          sent: z.int().nonnegative().describe('转办'),
          reportedSolved: z.int().nonnegative().describe('办结反馈“已解决”'),
          reportedNotSolved: z.int().nonnegative().describe('办结反馈“未解决”'),
          citizen: citizenRates.describe('三率，以反映人的说法为准'),
        }),
      )
      .describe('按部门'),
    hall: citizenRates.describe('全厅三率'),
  })
  .meta({ id: 'PastWeek', description: '报告前七天的办理情况' });
export type PastWeek = z.output<typeof pastWeek>;

const head = {
  id: uuid,
  jurisdiction: jurisdictionCode,
  from: localDate.describe('报告期首日，即报告日'),
  to: localDate.describe('报告期末日'),
  madeAt: instant.describe('统计时点'),
  totals: z.strictObject(counts).describe('按件计；一件有多个部门经办的只计一次'),
};

export const supervisionReportHead = z
  .strictObject(head)
  .meta({ id: 'SupervisionReportHead', description: '督办周报（摘要）' });
export type SupervisionReportHead = z.output<typeof supervisionReportHead>;
export const supervisionReportPage = pageOf('SupervisionReportPage', supervisionReportHead);

export const supervisionReport = z
  .strictObject({
    ...head,
    lastEventAt: instant.nullable().describe('统计时已计入的最近一步操作的时间'),
    waitingMessages: z.int().nonnegative().nullable().describe('统计时尚未计入的消息数；不可知时为空'),
    calendarAlert: z
      .strictObject({ year: z.int().describe('放假安排应有而尚未导入的年度') })
      .nullable()
      .describe('放假安排提醒：自 11 月 1 日起检查下一年度，跨入该年的期限只是暂定；无须提醒为空'),
    past: pastWeek.nullable().describe('报告前七天；以前没有此项的报告为空'),
    types: z.array(supervisedType).describe('按问题类型'),
    departments: z.array(supervisedDepartment).describe('按部门'),
    parts: z.array(supervisedPart).describe('已逾期和本周到期的，先到期的在前'),
  })
  .meta({ id: 'SupervisionReport', description: '督办周报' });
export type SupervisionReport = z.output<typeof supervisionReport>;
