import { z } from 'zod';
import { departmentCode, enteredDate, FOLLOW_UP_EXCLUSIONS, instant, localDate } from '../primitives.js';

/** The HTTP API of reporting: 响应率, 解决率, 满意率 as citizens say them, and beside them what departments say of themselves. */

/** A period's days in Shanghai, both included; what falls into it is said by each report. */
export const from = enteredDate.describe('起始日期（含），东八区');
export const to = enteredDate.describe('截止日期（含），东八区');

export function inOrder(period: { from?: string | undefined; to?: string | undefined }): boolean {
  return period.from === undefined || period.to === undefined || period.from <= period.to;
}
export const IN_ORDER = { path: ['to'], error: '不能早于起始日期' };

/** Citizens' words by when they said them, departments' by the sending of the slips that are looked at. */
export const ratesQuery = z.strictObject({ from, to }).refine(inOrder, IN_ORDER);
export type RatesQuery = z.output<typeof ratesQuery>;

/** Why a round's follow-up ended without a word of the citizen. */
export const VERDICT_EXCLUSIONS = [...FOLLOW_UP_EXCLUSIONS, 'unreachable'] as const;
export type VerdictExclusion = (typeof VERDICT_EXCLUSIONS)[number];

/**
 * Why something is not counted: the follow-up had no word of the citizen, or not on this question; no reply was due yet; the
 * department's part is not over, or ended as the citizen took the matter back; the clock still runs, within its limit or
 * beyond it.
 */
export const RATE_EXCLUSIONS = [
  ...VERDICT_EXCLUSIONS,
  'not-said',
  'not-yet-due',
  'still-open',
  'still-running',
  'still-running-overdue',
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

const threeRates = z
  .strictObject({
    response: rate.describe('响应率：反映人说承办单位联系过的'),
    solved: rate.describe('解决率：反映人说已解决的'),
    satisfaction: rate.describe('满意率：反映人评价为基本满意及以上的'),
  })
  .meta({ id: 'ThreeRates', description: '三率，均以反映人的说法为准' });
export type ThreeRates = z.output<typeof threeRates>;

export const citizenRates = z
  .strictObject({
    verdicts: z.int().nonnegative().describe('期间的有效回访评价数'),
    byCitizen: z.int().nonnegative().describe('其中反映人凭编号和查询码自行作出的'),
    first: threeRates.describe('首次：各件（各单位承办的件）的第一次评价在期间的'),
    final: threeRates.describe('最终：截至期末，各件最后一次评价在期间的'),
    corrected: threeRates.nullable().describe('更正：期末以后又有新评价的，“最终”按现在应为多少；没有变动为空'),
  })
  .meta({ id: 'CitizenRates' });
export type CitizenRates = z.output<typeof citizenRates>;

const ownRates = z
  .strictObject({
    dispatches: z.int().nonnegative().describe('期间转办数'),
    cases: z.int().nonnegative().describe('期间涉及件数'),
    signed: rate.describe('签收率：已签收或者已反馈的转办，占应当签收的转办'),
    replied: rate.describe('反馈率：已反馈的转办，占应当反馈的转办'),
    reportedSolved: rate.describe('自报解决率：结论为已解决的转办，占已有结论的转办'),
    onTime: rate.describe('按时率：未逾期的转办期限，占已结束的转办期限'),
  })
  .meta({ id: 'OwnRates', description: '承办单位自己的反馈和时间' });
export type OwnRates = z.output<typeof ownRates>;

export const departmentRates = z
  .strictObject({
    department: departmentCode,
    citizen: citizenRates.describe('反映人怎么说（按评价时间）'),
    own: ownRates.describe('承办单位自己怎么说（按转办时间，截至统计时点）'),
  })
  .meta({ id: 'DepartmentRates', description: '一个承办单位的办理指标' });
export type DepartmentRates = z.output<typeof departmentRates>;

/** By department code: a list to look one up in, not a ranking. */
export const departmentRatesReport = z
  .strictObject({
    from: localDate,
    to: localDate,
    asOf: instant.describe('统计时点'),
    hall: citizenRates.describe('全厅，含窗口直接办理和不予受理的件'),
    items: z.array(departmentRates),
  })
  .meta({ id: 'DepartmentRatesReport' });
export type DepartmentRatesReport = z.output<typeof departmentRatesReport>;
