import type {
  ActKind,
  CaseStatus,
  Channel,
  ComplaintType,
  DeclineReason,
  Grade,
  MatterKind,
  ReplyOutcome,
} from '@bancheng/domain';

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
  replied: '承办单位已反馈',
  'follow-up': '回访中',
  'followed-up': '回访完成',
  dissatisfied: '不满意，待处理',
  closed: '已办结',
  archived: '已归档',
};

export const ACT_LABELS: Readonly<Record<ActKind, string>> = {
  registered: '登记',
  declined: '不予受理',
  answeredOnTheSpot: '当场答复',
  accepted: '受理',
  acceptanceOverdueTold: '逾期未受理告知',
  handedOver: '交接',
  amended: '更正',
  deadlinesReprojected: '时限重新推算',
  withdrawn: '反映人撤回',
  repeatFlagged: '重复反映',
  merged: '并单',
  unmerged: '撤销并单',
  taskForceCalled: '请首席代表站台',
  taskForceReported: '站台结果',
  meetingConvened: '召集联席会议',
  meetingHeld: '召开联席会议',
  meetingChanged: '变更联席会议',
  meetingCancelled: '取消联席会议',
  commitmentEnded: '议定事项办结',
  dispatched: '转办',
  signed: '签收',
  signReminded: '催签',
  returned: '退回',
  returnRuled: '退回裁定',
  recalled: '收回转办单',
  transferred: '转交帮办代办',
  transferAcknowledged: '代办机构签收',
  transferReturned: '转交退回',
  transferAnswered: '代办机构答复',
  replied: '反馈',
  extensionAsked: '申请延期',
  extensionWithdrawn: '撤回延期申请',
  extensionDecided: '延期审批',
  suspended: '挂起',
  resumed: '恢复计时',
  yellowWarned: '黄牌提醒',
  redWarned: '红牌督办',
  urged: '督办单',
  instructed: '领导批示',
  instructionAnswered: '批示办理回复',
  followUpOpened: '转入回访',
  followUpAssigned: '指派回访',
  contactTried: '回访未接通',
  graded: '回访评价',
  reworkOpened: '重办',
  dissatisfactionRuled: '领导裁决',
  closed: '办结',
  rated: '自行评价',
  reopened: '重新办理',
  archived: '归档',
};

export const TYPE_LABELS: Readonly<Record<ComplaintType, string>> = {
  simple: '简单事项',
  general: '一般事项',
  complex: '复杂事项',
};

export const CHANNEL_LABELS: Readonly<Record<Channel, string>> = {
  window: '现场窗口',
  phone: '电话',
  platform: '省平台',
  wechat: '微信公众号',
};

export const MATTER_KIND_LABELS: Readonly<Record<MatterKind, string>> = {
  'application-blocked': '申请事项未受理或未办成',
  'repeated-visits': '多次跑动仍未办成',
  conduct: '态度差、不作为、慢作为、乱作为',
};

export const DECLINE_REASON_LABELS: Readonly<Record<DeclineReason, string>> = {
  'legal-matter': '涉法事项',
  litigation: '涉诉事项',
  petition: '涉访事项',
  'barred-by-law': '法律法规明确规定不得办理的事项',
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
