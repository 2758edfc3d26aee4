import { CASE_STATUSES, COMPLAINT_TYPES, GRADES, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { agencyCode, departmentCode, enteredDate, instant, localDate, RATERS } from '../primitives.js';
import { catalogueItem } from './catalogues.js';
import { caseId, pageOf } from './common.js';

/** A period's days in Shanghai, both included; what falls into it is said by each report. */
const from = enteredDate.describe('起始日期（含），东八区');
const to = enteredDate.describe('截止日期（含），东八区');

function inOrder(period: { from?: string | undefined; to?: string | undefined }): boolean {
  return period.from === undefined || period.to === undefined || period.from <= period.to;
}
const IN_ORDER = { path: ['to'], error: '不能早于起始日期' };

/** Which rows of the ledger, and which page of them: cases registered in the period, in the order of registration. */
export const ledgerQuery = z
  .strictObject({
    from: from.optional(),
    to: to.optional(),
    status: z.enum(CASE_STATUSES).optional().describe('当前状态'),
    department: departmentCode.optional().describe('承办单位代码'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().min(1).max(512).optional(),
  })
  .refine(inOrder, IN_ORDER);
export type LedgerQuery = z.output<typeof ledgerQuery>;

/** What 备注 notes of a case. */
export const LEDGER_REMARKS = [
  'anonymous',
  'extended',
  'provisional-deadline',
  'overdue',
  'withdrawn',
  'unreachable',
  'suspended',
  'dependent-follow-up',
  'reopened',
  'merged',
  'repeated',
  'offline',
] as const;
export type LedgerRemark = (typeof LEDGER_REMARKS)[number];

/** One row of the 登记台账 (附件3). Names, phones and what was reported are read from the casebook for this answer only. */
export const ledgerEntry = z
  .strictObject({
    caseId,
    status: z.enum(CASE_STATUSES).describe('当前状态'),
    registeredAt: instant.describe('登记时间'),
    number: z.string().describe('编号'),
    citizenName: z.string().nullable().describe('反映人；匿名为空'),
    citizenPhone: z.string().nullable().describe('联系电话'),
    matter: z.string().nullable().describe('反映事项'),
    acceptedAt: instant.nullable().describe('受理时间'),
    timeLimit: z
      .strictObject({
        type: z.enum(COMPLAINT_TYPES).nullable(),
        dueAt: instant.nullable().describe('现行期限'),
        originalDueAt: instant.nullable().describe('原定期限'),
      })
      .describe('问题类型及办理时限'),
    departments: z.array(departmentCode).describe('承办单位代码；窗口直接办理的为空'),
    departmentLimits: z
      .array(
        z.strictObject({
          department: departmentCode,
          dueAt: instant.describe('现行期限，已计入挂起和延期'),
          originalDueAt: instant.nullable().describe('原定期限'),
          endedAt: instant.nullable().describe('计时结束时间'),
          overdue: z.boolean().describe('该单位是否逾期：挂起期间不计时'),
          suspensions: z.array(
            z.strictObject({
              suspendedAt: instant,
              endedAt: instant.nullable().describe('未结束的为空'),
              workingDays: z.int().nonnegative().nullable().describe('停止计时的工作日数；未恢复计时的为空'),
            }),
          ),
        }),
      )
      .describe('各承办单位自己的期限；挂起时停止计时，而件的办理时限照常计算'),
    agency: z
      .strictObject({
        code: agencyCode,
        name: z.string().nullable(),
        outcome: z.enum(REPLY_OUTCOMES).nullable().describe('机构的答复；尚未答复、退回或者收回的为空'),
      })
      .nullable()
      .describe('最近转交的帮办代办机构及其答复；没有转交过的为空'),
    result: z
      .strictObject({
        answeredOnTheSpot: z.boolean().describe('当场答复'),
        declineReason: catalogueItem.nullable().describe('不予受理的原因'),
        progressAt: instant.nullable().describe('复杂事项：牵头部门反馈进度或结果的时间，与办理时限对照'),
        solvedAt: instant.nullable().describe('全部承办单位办结且均已解决的时间'),
        replies: z
          .array(
            z.strictObject({
              department: departmentCode,
              lead: z.boolean().describe('牵头部门'),
              outcome: z.enum(REPLY_OUTCOMES),
              final: z.boolean().describe('该单位已办理完毕'),
            }),
          )
          .describe('各承办单位最近一次反馈'),
        grade: z.enum(GRADES).nullable().describe('回访评价'),
        gradedBy: z.enum(RATERS).nullable().describe('评价由回访员记录，还是反映人自行作出'),
        rating: z.enum(GRADES).nullable().describe('办结后反映人自行作出的评价'),
      })
      .describe('办理结果'),
    closedAt: instant.nullable().describe('实际办结时间'),
    mergedInto: z.string().nullable().describe('并入的首件编号，办理结果见首件；未并单为空'),
    remarks: z.array(z.enum(LEDGER_REMARKS)).describe('备注'),
  })
  .meta({ id: 'LedgerEntry', description: '登记台账的一行' });
export type LedgerEntry = z.output<typeof ledgerEntry>;

export const ledgerPage = pageOf('LedgerPage', ledgerEntry);

/** The period by the sending of the dispatches that are looked at. */
export const ratesQuery = z.strictObject({ from, to }).refine(inOrder, IN_ORDER);
export type RatesQuery = z.output<typeof ratesQuery>;

/**
 * Why something is not counted: no reply was due yet; the department's part, or the follow-up, is not over; the clock
 * still runs, within its limit or beyond it; the citizen cannot be asked, was not reached, or took the matter back.
 */
export const RATE_EXCLUSIONS = [
  'not-yet-due',
  'still-open',
  'still-running',
  'still-running-overdue',
  'anonymous',
  'unreachable',
  'withdrawn',
] as const;
export type RateExclusion = (typeof RATE_EXCLUSIONS)[number];

/** A share, and everything left out of it: denominator and exclusions add up to all there was. */
export const rate = z
  .strictObject({
    numerator: z.int().nonnegative().describe('分子'),
    denominator: z.int().nonnegative().describe('分母'),
    ratio: z.number().min(0).max(1).nullable().describe('比率；分母为 0 时为空'),
    exclusions: z
      .array(z.strictObject({ reason: z.enum(RATE_EXCLUSIONS), count: z.int().nonnegative() }))
      .describe('未计入的数量及原因'),
  })
  .meta({ id: 'Rate', description: '比率' });
export type Rate = z.output<typeof rate>;

export const departmentRates = z
  .strictObject({
    department: departmentCode,
    dispatches: z.int().positive().describe('期间转办数'),
    cases: z.int().positive().describe('期间涉及件数'),
    response: rate.describe('响应率：已签收或已反馈的转办，占应当响应的转办'),
    solved: rate.describe('解决率：结论为已解决的转办，占已有结论的转办'),
    satisfaction: rate.describe(
      '满意率：评价为基本满意及以上的件，占有效回访的件；未接通等无回访评价的，以反映人自行评价计',
    ),
    selfRated: z.int().nonnegative().describe('有效回访中由反映人自行评价的件数'),
    onTime: rate.describe('按时率：未逾期的转办期限，占已结束的转办期限'),
  })
  .meta({ id: 'DepartmentRates', description: '一个承办单位的办理指标' });
export type DepartmentRates = z.output<typeof departmentRates>;

/** By department code: a list to look one up in, not a ranking. */
export const departmentRatesReport = z
  .strictObject({ from: localDate, to: localDate, asOf: instant.describe('统计时点'), items: z.array(departmentRates) })
  .meta({ id: 'DepartmentRatesReport' });
export type DepartmentRatesReport = z.output<typeof departmentRatesReport>;

export const reportingLag = z
  .strictObject({
    lastEventAt: instant.nullable().describe('本行政区划已计入的最近一步操作的时间'),
    waitingMessages: z.int().nonnegative().nullable().describe('尚未处理的消息数；Kafka 不可用时为空'),
  })
  .meta({ id: 'ReportingLag', description: '报表相对于业务的滞后' });
export type ReportingLag = z.output<typeof reportingLag>;
