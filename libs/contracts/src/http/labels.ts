import { ofActs, type CaseStatus, type ComplaintType, type Grade, type ReplyOutcome } from '@bancheng/domain';
import type { SlipEnd } from './slips.js';

/** Codes in the words of the papers, for people to read. */

export const STATUS_LABELS: Readonly<Record<CaseStatus, string>> = {
  registered: '已登记，待受理',
  declined: '不予受理',
  answered: '已当场答复',
  accepted: '已受理',
  'meeting-convened': '联席会议已召集',
  'meeting-held': '联席会议已召开',
  dispatched: '已转办',
  transferred: '已转交帮办代办',
  merged: '已并入首件',
  withdrawn: '已撤回',
  terminated: '已终止',
  replied: '已反馈',
  'follow-up': '回访中',
  'followed-up': '回访完成',
  dissatisfied: '不满意，待处理',
  closed: '已办结',
  archived: '已归档',
};

export const ACT_LABELS = ofActs(({ label }) => label);

export const SLIP_END_LABELS: Readonly<Record<SlipEnd, string>> = {
  replied: '已反馈',
  returned: '已退回',
  rerouted: '退回后已改由其他部门承办',
  recalled: '已由办理专员收回',
  succeeded: '部门停用，已由承接部门接办',
  withdrawn: '反映人已撤回',
  terminated: '该件已终止',
};

export const TYPE_LABELS: Readonly<Record<ComplaintType, string>> = {
  simple: '简单事项',
  general: '一般事项',
  complex: '复杂事项',
};

export const OUTCOME_LABELS: Readonly<Record<ReplyOutcome, string>> = {
  solved: '已解决',
  'not-solved': '未解决',
  progress: '办理进度',
};

export const GRADE_LABELS: Readonly<Record<Grade, string>> = {
  'very-satisfied': '非常满意',
  satisfied: '满意',
  'fairly-satisfied': '基本满意',
  dissatisfied: '不满意',
  'very-dissatisfied': '非常不满意',
};
