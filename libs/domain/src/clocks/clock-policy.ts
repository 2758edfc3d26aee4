import type { LocalDate } from '../local-time.js';
import type { ComplaintType } from '../statuses.js';

/** A clock's length. The start day is not counted; 0 ends at the close of the start day itself. */
export interface WorkingDayClock {
  readonly workingDays: number;
}

/** The boxes of 办理要求 on the 转办单 with a length of their own: 立即解决即时办结, 2个工作日办结, 5个工作日办结. */
export const STANDARD_REQUIREMENTS = ['immediate', 'two-working-days', 'five-working-days'] as const;
export type StandardRequirement = (typeof STANDARD_REQUIREMENTS)[number];

/** 办理要求 of one dispatch; 其他办理要求 names the last day. */
export type DispatchRequirement = StandardRequirement | { readonly byDate: LocalDate };

/** How long each step may take in one jurisdiction. Clause numbers are those of 山政管办〔2022〕1号. */
export interface ClockPolicy extends Readonly<Record<ComplaintType, WorkingDayClock>> {
  /** From registration to 受理 or 不予受理; the source is silent. */
  readonly acceptance: WorkingDayClock;
  /** 三(三): 能够立即解决的事项 … 即时办结. */
  readonly simple: WorkingDayClock;
  /** 三(三): 一般事项和需要与上级沟通请示的事项 … 2个工作日内落实反馈. */
  readonly general: WorkingDayClock;
  /** 三(三): 涉及多部门、流程复杂的事项 … 5个工作日内反馈办理进度、说明理由. */
  readonly complex: WorkingDayClock;
  /** 附件2, 办理要求; the case's own clock caps each. */
  readonly dispatchRequirements: Readonly<Record<StandardRequirement, WorkingDayClock>>;
  /** 三(三): 经批准可适当延期. The most one extension may add, in working days. */
  readonly extensionCapWorkingDays: number;
  /** 黄牌: how many working days before the due day the warning comes, at the close of business. */
  readonly yellowWorkingDaysBefore: number;
  /** How far ahead a day may lie that a person sets for a slip, a commitment or a meeting, in working days. */
  readonly datesAheadWorkingDays: number;
}

/** The clocks of the source: general matters get 2 working days, complex ones 5, simple ones the same day. */
export const DEFAULT_CLOCK_POLICY: ClockPolicy = {
  acceptance: { workingDays: 1 },
  simple: { workingDays: 0 },
  general: { workingDays: 2 },
  complex: { workingDays: 5 },
  dispatchRequirements: {
    immediate: { workingDays: 0 },
    'two-working-days': { workingDays: 2 },
    'five-working-days': { workingDays: 5 },
  },
  extensionCapWorkingDays: 10,
  yellowWorkingDaysBefore: 1,
  datesAheadWorkingDays: 250,
};
