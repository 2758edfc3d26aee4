import {
  calendarFaults,
  COMPLAINT_TYPES,
  isAreaCode,
  isLocalTime,
  MOST_CALENDAR_YEARS,
  type CalendarFault,
  type HallPolicy,
} from '@bancheng/domain';
import { z } from 'zod';
import { enteredDate, instant, jurisdictionCode, localDate, subjectId, uuid } from '../primitives.js';
import { line, pageOf, text, TEXT_LIMITS } from './common.js';

/** The HTTP API of what cases are judged by: a jurisdiction's policy and the working-day calendar, kept by admin. */

// Policies

const days = (least: number, most: number) => z.int().min(least).max(most);
/** A clock's length. */
const clock = z.strictObject({ workingDays: days(0, 60).describe('工作日；0 为当日下班前') });
const localTime = z.string().max(5).refine(isLocalTime, '应为 HH:MM');

/** Every figure one jurisdiction may set; a figure cannot be left out, so that a policy says all of what it means. */
const hallPolicy = z
  .strictObject({
    areaCode: z
      .string()
      .max(4)
      .refine(isAreaCode, '应为以 0 开头的区号，例如 0632')
      .nullable()
      .describe('本地区号：反映人留的固定电话没有区号时用它；为空的，没有区号的号码不收'),
    acceptance: clock.describe('登记后多久须受理或不予受理'),
    simple: clock.describe('简单事项办理时限'),
    general: clock.describe('一般事项办理时限'),
    complex: clock.describe('复杂事项反馈进度时限'),
    dispatchRequirements: z
      .strictObject({ immediate: clock, 'two-working-days': clock, 'five-working-days': clock })
      .describe('转办单办理要求三栏各自的时限'),
    extensionCapWorkingDays: days(1, 60).describe('一个期限累计最多延期的工作日；同一部门同一轮的转办单合计'),
    yellowWorkingDaysBefore: days(1, 10).describe('到期前几个工作日给黄牌'),
    officeHours: z
      .strictObject({ noon: localTime, close: localTime })
      .refine(({ noon, close }) => noon < close, { path: ['close'], message: '下班时间须晚于中午' })
      .describe('上午结束和下班的时间（北京时间）'),
    datesAheadWorkingDays: days(60, 250).describe('转办单、议定事项、联席会议的日期最远在几个工作日以后'),
    returnWorkingDays: days(0, 10).describe('转办后多久之内可退回'),
    urgesAtMost: days(0, 30).describe('一个逾期的期限最多几张督办单'),
    suspensionWorkingDays: days(1, 60).describe('挂起最长工作日'),
    suspensionsPerDispatch: days(0, 5).describe('一张转办单最多挂起几次'),
    progressEveryWorkingDays: days(1, 60).describe('复杂事项多久再报一次进度'),
    transferWorkingDays: days(1, 60).describe('帮办代办机构答复时限'),
    reworkRounds: days(0, 5).describe('不满意自动重办的次数，其后由负责人决定'),
    followUpClaimWorkingDays: days(0, 60).describe('转入回访后多久之内须领取'),
    followUpWorkingDays: days(0, 60).describe('转入回访后多久之内须完成'),
    rulingWorkingDays: days(0, 60).describe('不满意待领导裁决的，多久之内须裁决'),
    contactTryDays: days(1, 10).describe('未接通须在几个不同的日子联系过'),
    reopenWorkingDays: days(0, 250).describe('办结后多久之内可重新办理'),
  })
  .superRefine((policy, context) => {
    for (const [index, type] of COMPLAINT_TYPES.entries()) {
      const shorter = COMPLAINT_TYPES[index - 1];
      if (shorter !== undefined && policy[type].workingDays < policy[shorter].workingDays) {
        const message = '简单、一般、复杂事项的时限须依次不短于前者';
        context.addIssue({ code: 'custom', path: [type, 'workingDays'], message });
      }
    }
  })
  .meta({ id: 'HallPolicy', description: '办理规则' }) satisfies z.ZodType<HallPolicy>;

export const policyVersion = z.coerce.number().int().min(1).max(999_999).describe('规则版本');

export const setPolicyBody = z
  .strictObject({
    effectiveFrom: enteredDate.optional().describe('自哪一天零时起生效（北京时间），须在今天以后；不填即刻生效'),
    note: text(TEXT_LIMITS.remark).nullable().default(null).describe('制定说明'),
    policy: hallPolicy,
  })
  .meta({ id: 'SetPolicyBody' });
export type SetPolicyBody = z.output<typeof setPolicyBody>;

export const policyView = z
  .strictObject({
    jurisdiction: jurisdictionCode,
    version: z.int().nonnegative().describe('0 为系统自带的规则'),
    effectiveFrom: instant.nullable().describe('生效时间；系统自带的规则为空'),
    note: z.string().nullable(),
    madeBy: subjectId.nullable(),
    madeAt: instant.nullable(),
    policy: hallPolicy,
  })
  .meta({ id: 'Policy' });
export type PolicyView = z.output<typeof policyView>;
export const policyPage = pageOf('PolicyPage', policyView);

// Calendars

const FAULT_MESSAGES: Readonly<Record<CalendarFault['code'], string>> = {
  CALENDAR_VERSION_MISSING: '版本名不能为空',
  CALENDAR_DATE_INVALID: '没有这一天，日期应为 YYYY-MM-DD',
  CALENDAR_COVERAGE_INVALID: '覆盖的最后一天不能早于第一天',
  CALENDAR_COVERAGE_TOO_LONG: `至多覆盖 ${MOST_CALENDAR_YEARS} 年`,
  CALENDAR_DATE_OUTSIDE_COVERAGE: '这一天不在覆盖的范围内',
  CALENDAR_DATE_CONFLICT: '同一天不能既放假又上班',
  CALENDAR_MAKE_UP_NOT_WEEKEND: '调休上班的日子应是周末',
  CALENDAR_HOLIDAY_MISSING: '覆盖范围内的法定节假日没有列为放假：该年放假安排不全',
};
export function calendarFaultMessage({ code }: CalendarFault): string {
  return FAULT_MESSAGES[code];
}

/** A version has at least one digit, so that it can't be taken for a word that stands in its place in the path. */
export const calendarVersion = z
  .string()
  .max(64)
  .regex(/^(?=.*\d)[A-Za-z0-9][A-Za-z0-9.@_-]*$/, '版本名由字母、数字和 . @ _ - 组成，至少一个数字')
  .describe('日历版本，例如 notices-2027');
const holidayName = line(30);
/** More days than the longest calendar names; whether they are dates, the calendar's own rules say. */
const MOST_NAMED_DAYS = 2000;
const dayOfCalendar = z.string().max(10);
const namedDays = z
  .record(dayOfCalendar, holidayName)
  .refine((days) => Object.keys(days).length <= MOST_NAMED_DAYS, `不得多于 ${MOST_NAMED_DAYS} 天`)
  .meta({ maxProperties: MOST_NAMED_DAYS });

/** A calendar as a file brings it; all of its faults are told at once. */
export const importCalendarBody = z
  .strictObject({
    version: calendarVersion,
    coveredFrom: dayOfCalendar.describe('放假安排覆盖的第一天'),
    coveredTo: dayOfCalendar.describe('放假安排覆盖的最后一天'),
    holidays: namedDays.describe('放假的日子（含落在假期里的周末）及节日名称'),
    makeUpWorkingDays: namedDays.describe('调休上班的周末及节日名称'),
  })
  .superRefine((data, context) => {
    for (const fault of calendarFaults(data)) {
      const path = fault.date === null || fault.date === data[fault.field] ? [fault.field] : [fault.field, fault.date];
      context.addIssue({ code: 'custom', path, message: calendarFaultMessage(fault) });
    }
  })
  .meta({ id: 'ImportCalendarBody' });
export type ImportCalendarBody = z.output<typeof importCalendarBody>;

const dayEdit = z.discriminatedUnion('kind', [
  z.strictObject({ date: enteredDate, kind: z.literal(['holiday', 'make-up']), name: holidayName }),
  z.strictObject({ date: enteredDate, kind: z.literal('ordinary').describe('恢复为平常的日子') }),
]);

/** A new version made of the one in force by changing days of it. */
export const editCalendarBody = z
  .strictObject({
    version: calendarVersion,
    coveredTo: localDate.optional().describe('放假安排覆盖的最后一天；不填不变'),
    days: z.array(dayEdit).max(400).describe('要改的日子，每天至多一次'),
  })
  .superRefine(({ days }, context) => {
    const seen = new Set<string>();
    for (const [index, { date }] of days.entries()) {
      if (seen.has(date))
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], message: '同一天改了两次' });
      seen.add(date);
    }
  })
  .meta({ id: 'EditCalendarBody' });
export type EditCalendarBody = z.output<typeof editCalendarBody>;

const calendarFields = {
  version: z.string(),
  coveredFrom: localDate,
  coveredTo: localDate,
  importedBy: subjectId.nullable().describe('系统自带的日历为空'),
  importedAt: instant.nullable(),
  takenAt: instant.nullable().describe('最近一次启用的时间；未启用为空'),
  inForce: z.boolean(),
};
export const calendarSummary = z.strictObject(calendarFields).meta({ id: 'CalendarSummary' });
export type CalendarSummary = z.output<typeof calendarSummary>;
export const calendarPage = pageOf('CalendarPage', calendarSummary);

export const calendarView = z
  .strictObject({ ...calendarFields, holidays: namedDays, makeUpWorkingDays: namedDays })
  .meta({ id: 'Calendar' });
export type CalendarView = z.output<typeof calendarView>;

export const coverageView = z
  .strictObject({
    version: z.string(),
    coveredFrom: localDate,
    coveredTo: localDate,
    missingYear: z.int().nullable().describe('应有而缺的年度；不缺为空'),
    alert: z.string().nullable().describe('给管理员和负责人的提醒；无须提醒为空'),
  })
  .meta({ id: 'CalendarCoverage' });
export type CoverageView = z.output<typeof coverageView>;

const span = z.strictObject({ version: z.string(), coveredFrom: localDate, coveredTo: localDate });
export const calendarDiff = z
  .strictObject({
    from: span.describe('现行日历'),
    to: span,
    days: z.array(
      z.strictObject({
        date: localDate,
        working: z.boolean().describe('改为上班；false 为改为放假或休息'),
        wasGuess: z.boolean().describe('现行日历没有覆盖这一天，原来是推定的'),
      }),
    ),
    affected: z
      .strictObject({
        cases: z.int().describe('期限有变动的未办结件'),
        clocks: z.int().describe('提前或推后的期限'),
        settled: z.int().describe('期限不变、由暂定转为确定的期限'),
      })
      .describe('现在启用会怎样'),
  })
  .meta({ id: 'CalendarDiff' });
export type CalendarDiff = z.output<typeof calendarDiff>;

// Re-projection

export const reprojectionView = z
  .strictObject({
    id: uuid,
    because: z.enum(['calendar', 'policy']),
    fromVersion: z.string().nullable().describe('原日历版本；规则变更时各件原有版本不一，为空'),
    toVersion: z.string(),
    askedBy: subjectId,
    askedAt: instant,
    looked: z.int().describe('已看过的件次'),
    cases: z.int().describe('已重新推算的件'),
    clocks: z.int().describe('已变动的期限'),
    failed: z.int().describe('未能推算、须由系统管理员查看日志的件次'),
    finishedAt: instant.nullable().describe('完成时间；进行中为空'),
  })
  .meta({ id: 'Reprojection', description: '未办结件期限的重新推算' });
export type ReprojectionView = z.output<typeof reprojectionView>;
export const reprojectionPage = pageOf('ReprojectionPage', reprojectionView);

export const calendarTaken = z
  .strictObject({ version: z.string(), takenAt: instant, reprojection: reprojectionView })
  .meta({ id: 'CalendarTaken' });
export type CalendarTaken = z.output<typeof calendarTaken>;
