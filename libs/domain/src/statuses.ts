/**
 * Where a case stands. Flags such as 延期待批, 督办 and 逾期 are not statuses: they live beside it, on the case's clocks
 * and requests.
 */
export const CASE_STATUSES = [
  'registered', // 登记
  'declined', // 不予受理
  'answered', // 当场答复
  'accepted', // 受理
  'meeting-convened', // 联席会议已召集
  'meeting-held', // 联席会议已召开
  'dispatched', // 转办
  'transferred', // 帮办代办转交
  'merged', // 并入首件
  'withdrawn', // 反映人撤回
  'terminated', // 终止：受理后经负责人同意不再办理
  'replied', // 承办单位、代办机构或者窗口均已反馈
  'follow-up', // 回访中
  'followed-up', // 回访完成
  'dissatisfied', // 不满意，待领导处理
  'closed', // 办结
  'archived', // 归档
] as const;
export type CaseStatus = (typeof CASE_STATUSES)[number];

/** 问题类型 of the 受理单: it sets the case's clock (`clock-policy.ts`). */
export const COMPLAINT_TYPES = ['simple', 'general', 'complex'] as const;
export type ComplaintType = (typeof COMPLAINT_TYPES)[number];

/**
 * Which of the source's three kinds (二(三)) a matter is: an applied-for item not accepted or not approved; a matter
 * several visits did not solve; attitude, inaction, slow action or misconduct at the hall.
 */
export const MATTER_KINDS = ['application-blocked', 'repeated-visits', 'conduct'] as const;
export type MatterKind = (typeof MATTER_KINDS)[number];

/** How the matter reached the window (四): on site, telephone, provincial platform, WeChat official account. */
export const CHANNELS = ['window', 'phone', 'platform', 'wechat'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What a department's reply says. Only the first two end its part; progress meets a complex case's 5-day date. */
export const REPLY_OUTCOMES = ['solved', 'not-solved', 'progress'] as const;
export type ReplyOutcome = (typeof REPLY_OUTCOMES)[number];

/** 回访 grades, best first; the last two count as 不满意 on the form. No one is preselected. */
export const GRADES = ['very-satisfied', 'satisfied', 'fairly-satisfied', 'dissatisfied', 'very-dissatisfied'] as const;
export type Grade = (typeof GRADES)[number];

/** Whether the form (转办单, 结果反馈) would show 不满意 for this grade. */
export function isDissatisfied(grade: Grade): boolean {
  return grade === 'dissatisfied' || grade === 'very-dissatisfied';
}

/** The handler of a case that came by a platform and that no clerk has taken yet. */
export const UNASSIGNED = 'unassigned';
