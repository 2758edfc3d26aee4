import type { NoticeParameters, ReportFigures } from './notice-draft.js';

/** What a text is made of: the case's number, a deadline in words (each empty without one), and counts. */
interface Filling {
  readonly number: string;
  /** `2026年2月24日 17:00（暂定）`, in Asia/Shanghai. */
  readonly until: string;
  /** For when a meeting is planned, likewise. */
  readonly planned: string;
  readonly workingDays: number;
  readonly ordinal: number;
  readonly report: ReportFigures;
}

interface Template {
  readonly title: string;
  readonly text: (filling: Filling) => string;
}

const LOOK_UP = '凭编号和查询码可查询进展。';

/** To the citizen, who knows what the matter is: the number, the dates and what comes next. The query code never. */
const CITIZEN = {
  'citizen-registered': {
    title: '已登记',
    text: ({ number, until }) =>
      `您反映的事项已登记，编号${number}${before(until, '，将于', '前答复是否受理')}。${LOOK_UP}`,
  },
  'citizen-declined': {
    title: '不予受理',
    text: ({ number }) =>
      `您反映的事项（编号${number}）不属于本窗口受理范围，具体解释请凭编号和查询码查询，或者到窗口咨询。`,
  },
  'citizen-answered': {
    title: '已答复',
    text: ({ number }) => `您反映的事项（编号${number}）已当场答复。${LOOK_UP}`,
  },
  'citizen-accepted': {
    title: '已受理',
    text: ({ number, until }) => `您反映的事项（编号${number}）已受理${before(until, '，办理时限')}。${LOOK_UP}`,
  },
  'citizen-dispatched': {
    title: '已转办',
    text: ({ number }) => `您反映的事项（编号${number}）已转承办单位办理。${LOOK_UP}`,
  },
  'citizen-transferred': {
    title: '已转交帮办代办',
    text: ({ number }) => `您反映的事项（编号${number}）不在本级办理权限内，已转交帮办代办，我们将继续跟踪。${LOOK_UP}`,
  },
  'citizen-transfer-returned': {
    title: '转回办理',
    text: ({ number }) => `您反映的事项（编号${number}）已由帮办代办转回，由本窗口继续办理。${LOOK_UP}`,
  },
  'citizen-transfer-answered': {
    title: '帮办代办已答复',
    text: ({ number }) => `您反映的事项（编号${number}）已收到帮办代办的答复，请凭编号和查询码查看，近期将有回访。`,
  },
  'citizen-papers-wanted': {
    title: '请补充材料',
    text: ({ number, until }) =>
      `办理您反映的事项（编号${number}）需要您补充材料${before(until, '，请于', '前提交')}。缺哪些材料，请凭编号和查询码查看。逾期未补的将按现有材料继续办理。`,
  },
  'citizen-deadline-extended': {
    title: '办理时限延长',
    text: ({ number, until }) => `您反映的事项（编号${number}）经批准延长办理时限${before(until, '至')}。${LOOK_UP}`,
  },
  'citizen-deadline-changed': {
    title: '办理时限调整',
    text: ({ number, until }) =>
      `您反映的事项（编号${number}）的办理时限经重新推算调整${before(until, '为')}。${LOOK_UP}`,
  },
  'citizen-progress': {
    title: '有新进展',
    text: ({ number }) => `您反映的事项（编号${number}）有新的办理进展，请凭编号和查询码查看。`,
  },
  'citizen-replied': {
    title: '已反馈',
    text: ({ number }) => `您反映的事项（编号${number}）承办单位均已反馈，请凭编号和查询码查看，近期将有回访。`,
  },
  'citizen-window-replied': {
    title: '已反馈',
    text: ({ number }) => `您反映的事项（编号${number}）已办理并反馈，请凭编号和查询码查看，近期将有回访。`,
  },
  'citizen-call-missed': {
    title: '回访未接通',
    text: ({ number }) => `我们就您反映的事项（编号${number}）电话回访未接通，将另日再拨，也可凭编号和查询码自行评价。`,
  },
  'citizen-rework': {
    title: '重新办理',
    text: ({ number, until }) => `您反映的事项（编号${number}）已重新办理${before(until, '，办理时限')}。${LOOK_UP}`,
  },
  'citizen-ruled-closed': {
    title: '不再重办',
    text: ({ number }) => `您反映的事项（编号${number}）经负责人研究，不再重新办理，理由请到窗口咨询。`,
  },
  'citizen-closed': {
    title: '已办结',
    text: ({ number }) => `您反映的事项（编号${number}）已办结，请凭编号和查询码查看结果；尚未评价的可自行评价。`,
  },
  'citizen-reopened': {
    title: '重新办理',
    text: ({ number, until }) =>
      `您反映的事项（编号${number}）已重新启动办理${before(until, '，办理时限')}。${LOOK_UP}`,
  },
  'citizen-merged': {
    title: '合并办理',
    text: ({ number }) => `您反映的事项（编号${number}）与您此前反映的同一事项合并办理，原编号仍可查询。`,
  },
  'citizen-unmerged': {
    title: '恢复单独办理',
    text: ({ number }) => `您反映的事项（编号${number}）已恢复单独办理。${LOOK_UP}`,
  },
  'citizen-terminated': {
    title: '终止办理',
    text: ({ number }) =>
      `您反映的事项（编号${number}）经研究不属于本窗口受理范围，终止办理，具体解释请凭编号和查询码查询，或者到窗口咨询，近期将有回访。`,
  },
  'citizen-withdrawn': {
    title: '已撤回',
    text: ({ number }) => `您反映的事项（编号${number}）已按您的意愿撤回。如非本人意愿，请尽快与窗口联系。`,
  },
} as const satisfies Record<string, Template>;

const SEE_INBOX = '详见系统收件箱。';

/** To a department: the number and what is due when; who the citizen is and what was reported stay in the system. */
const DEPARTMENT = {
  'department-dispatched': {
    title: '新转办单',
    text: ({ number, until }) => `收到转办单，编号${number}${before(until, '，办理时限')}。请及时签收，${SEE_INBOX}`,
  },
  'department-sign-reminder': {
    title: '催签',
    text: ({ number }) => `编号${number}的转办单已发出半个工作日，尚未签收，请立即签收。`,
  },
  'department-return-refused': {
    title: '退回未获同意',
    text: ({ number }) => `编号${number}的退回经负责人裁定，仍由贵单位承办，原时限不变。${SEE_INBOX}`,
  },
  'department-return-granted': {
    title: '退回已获同意',
    text: ({ number }) => `编号${number}的退回经负责人裁定，已改派其他单位，贵单位无须再办。`,
  },
  'department-return-beyond-authority': {
    title: '退回已获同意',
    text: ({ number }) => `编号${number}的退回经负责人裁定，超出本级权限，转帮办代办，贵单位无须再办。`,
  },
  'department-recalled': {
    title: '转办单已收回',
    text: ({ number }) => `编号${number}的转办单已由办理专员收回，贵单位无须再办。`,
  },
  'department-succeeded': {
    title: '已由承接部门接办',
    text: ({ number }) => `编号${number}的转办单、议定事项因贵单位停用，已由承接部门接办，贵单位无须再办。`,
  },
  'department-withdrawn': {
    title: '反映已撤回',
    text: ({ number }) => `编号${number}的反映已撤回，转办单终止，贵单位无须再办。`,
  },
  'department-terminated': {
    title: '终止办理',
    text: ({ number }) => `编号${number}经负责人同意终止办理，转办单终止，贵单位无须再办。`,
  },
  'department-extension-granted': {
    title: '延期已批准',
    text: ({ number, until, workingDays }) =>
      `编号${number}延期${workingDays}个工作日的申请已批准${before(until, '，办理时限')}。`,
  },
  'department-extension-refused': {
    title: '延期未批准',
    text: ({ number }) => `编号${number}的延期申请未获批准，原时限不变。${SEE_INBOX}`,
  },
  'department-deadline-changed': {
    title: '时限调整',
    text: ({ number, until }) => `编号${number}的时限经重新推算调整${before(until, '为')}。`,
  },
  'department-overdue-taken-back': {
    title: '红牌撤销',
    text: ({ number, until }) =>
      `编号${number}的时限按新公布的放假安排重新推算，贵单位原逾期标记（红牌）撤销${before(until, '，办理时限为')}。`,
  },
  'department-suspended': {
    title: '挂起',
    text: ({ number, until }) =>
      `编号${number}的转办单因等待反映人补充材料已挂起，暂停计时${before(until, '，最迟于', '恢复')}。${SEE_INBOX}`,
  },
  'department-resumed': {
    title: '恢复计时',
    text: ({ number, until }) => `编号${number}等待补充材料已结束，恢复计时${before(until, '，办理时限')}。`,
  },
  'department-meeting-invited': {
    title: '联席会议通知',
    text: ({ number }) => `就编号${number}召集联席会议，请贵单位派员参加，时间、地点和议题${SEE_INBOX}`,
  },
  'department-meeting-changed': {
    title: '联席会议变更',
    text: ({ number, planned }) => `就编号${number}召集的联席会议已变更，时间为${planned}，地点${SEE_INBOX}`,
  },
  'department-meeting-cancelled': {
    title: '联席会议取消',
    text: ({ number }) => `就编号${number}召集的联席会议已取消。`,
  },
  'department-commitment': {
    title: '议定事项',
    text: ({ number, until }) =>
      `联席会议就编号${number}议定由贵单位落实的事项${before(until, '，时限')}。${SEE_INBOX}`,
  },
  'department-commitment-released': {
    title: '议定事项免除',
    text: ({ number }) => `编号${number}由贵单位落实的议定事项，经负责人同意免除。`,
  },
  'department-task-force-called': {
    title: '请首席代表站台',
    text: ({ number }) => `请贵单位首席代表到“办不成事”反映窗口，现场协调编号${number}。`,
  },
  'department-yellow': {
    title: '黄牌提醒',
    text: ({ number, until }) => `编号${number}的时限临近${before(until, '，截止')}，请抓紧办理。`,
  },
  'department-red': {
    title: '红牌督办',
    text: ({ number, until }) => `编号${number}已逾期${before(until, '，原截止')}，请立即办理并反馈。`,
  },
  'department-urged': {
    title: '督办',
    text: ({ number, ordinal }) => `编号${number}逾期未办结，已第${ordinal}次报负责人督办，请立即办理并反馈。`,
  },
  'department-instructed': {
    title: '领导批示',
    text: ({ number }) => `负责人就编号${number}作出批示，请办理并回复。${SEE_INBOX}`,
  },
} as const satisfies Record<string, Template>;

/** To the 回访员 together: the number, and by when. */
const OFFICER = {
  'follow-up-officer-unclaimed': {
    title: '回访无人领取',
    text: ({ number, until }) =>
      `编号${number}转入回访后尚无人领取${before(until, '，领取期限')}已过，请尽快领取并回访。`,
  },
  'follow-up-officer-due': {
    title: '回访将到期',
    text: ({ number, until }) => `编号${number}的回访即将到期${before(until, '，截止')}，请尽快完成。`,
  },
  'follow-up-officer-late': {
    title: '回访逾期',
    text: ({ number, until }) => `编号${number}的回访已逾期${before(until, '，原截止')}，请尽快完成。`,
  },
  'follow-up-officer-overdue-taken-back': {
    title: '回访逾期撤销',
    text: ({ number }) => `编号${number}的回访期限按新公布的放假安排重新推算，原逾期标记撤销。`,
  },
} as const satisfies Record<string, Template>;

/** To the 办理专员 together: what only they can put right. */
const CLERK = {
  'clerk-termination-refused': {
    title: '终止未获同意',
    text: ({ number }) => `编号${number}的终止申请未获同意，请继续办理，意见详见系统。`,
  },
  'clerk-extension-granted': {
    title: '延期已批准',
    text: ({ number, until, workingDays }) =>
      `编号${number}延期${workingDays}个工作日的申请已批准${before(until, '，时限')}。`,
  },
  'clerk-extension-refused': {
    title: '延期未批准',
    text: ({ number }) => `编号${number}的延期申请未获批准，原时限不变。`,
  },
  'clerk-wrong-number': {
    title: '号码待更正',
    text: ({ number }) =>
      `编号${number}回访时号码有误，请核实后更正联系电话，更正后继续回访；查无其他号码的，请清空联系电话。`,
  },
} as const satisfies Record<string, Template>;

/** To the leader: the number and what waits for a decision; and the periodic report. */
const LEADER = {
  'leader-acceptance-overdue': {
    title: '逾期未受理',
    text: ({ number }) => `编号${number}已过受理期限，仍未作出受理或者不予受理的决定。`,
  },
  'leader-succeeded': {
    title: '承接移交',
    text: ({ number }) => `编号${number}的承办单位已停用，未办结的转办单、议定事项由承接部门接办，时限不变。`,
  },
  'leader-return': {
    title: '退回待裁定',
    text: ({ number }) => `编号${number}再次被承办单位退回，待您裁定承办单位。`,
  },
  'leader-termination': {
    title: '终止待审批',
    text: ({ number }) => `编号${number}受理后发现不属于受理范围，办理专员申请终止，待您审批。`,
  },
  'leader-extension': {
    title: '延期待审批',
    text: ({ number, workingDays }) => `编号${number}申请延期${workingDays}个工作日，待您审批。`,
  },
  'leader-red': {
    title: '逾期',
    text: ({ number, until }) => `编号${number}已逾期${before(until, '，原截止')}。`,
  },
  'leader-overdue-taken-back': {
    title: '逾期撤销',
    text: ({ number }) =>
      `编号${number}的时限按新公布的放假安排重新推算，原逾期标记撤销，已出的督办单不再催办，详见系统。`,
  },
  'leader-urged': {
    title: '督办单',
    text: ({ number, until, ordinal }) =>
      `编号${number}逾期未办结${before(until, '，原截止')}，第${ordinal}次督办单待您批示。`,
  },
  'leader-follow-up-urged': {
    title: '回访督办单',
    text: ({ number, until, ordinal }) =>
      `编号${number}的回访逾期未领取或者未完成${before(until, '，原截止')}，第${ordinal}次督办单待您批示。`,
  },
  'leader-ruling-due': {
    title: '裁决将到期',
    text: ({ number, until }) => `编号${number}的不满意待您裁决${before(until, '，截止')}。`,
  },
  'leader-ruling-urged': {
    title: '裁决逾期',
    text: ({ number, until, ordinal }) =>
      `编号${number}的不满意逾期未裁决${before(until, '，原截止')}，第${ordinal}次提醒，请尽快裁决。`,
  },
  'leader-instruction-answered': {
    title: '批示已回复',
    text: ({ number }) => `您就编号${number}所作的批示已有办理回复。`,
  },
  'leader-dissatisfied': {
    title: '回访不满意',
    text: ({ number, until }) =>
      `编号${number}回访评价为不满意。应重办的已转入重办；重办后仍不满意的，待您裁决${before(until, '，截止')}。`,
  },
  'leader-rated-dissatisfied': {
    title: '办结后不满意',
    text: ({ number }) => `编号${number}办结后，反映人自行评价为不满意，是否重新办理待您决定。`,
  },
  'leader-report': {
    title: '督办周报',
    text: ({ report: { from, open, due, overdue, missingYear } }) =>
      `${dayInWords(from)}督办周报已生成：在办${open}件，本周到期${due}件，已逾期${overdue}件。${calendarAlert(missingYear)}请登录系统查看。`,
  },
} as const satisfies Record<string, Template>;

export const TEMPLATES = { ...CITIZEN, ...DEPARTMENT, ...OFFICER, ...CLERK, ...LEADER };
export type NoticeTemplate = keyof typeof TEMPLATES;
export const NOTICE_TEMPLATES = Object.keys(TEMPLATES) as NoticeTemplate[];

export interface RenderedNotice {
  readonly subject: string;
  readonly text: string;
}

/** For a text that is not of a report. */
const NO_REPORT: ReportFigures = { reportId: '', from: '', open: 0, due: 0, overdue: 0, missingYear: null };

/** A notice in words: the subject for mail, the text for every channel. Deadlines are shown in Asia/Shanghai. */
export function render(template: NoticeTemplate, number: string | null, parameters: NoticeParameters): RenderedNotice {
  const { title, text }: Template = TEMPLATES[template];
  const { dueAt, plannedAt, provisional = false, workingDays = 0, ordinal = 0, report = NO_REPORT } = parameters;
  const until = dueAt === undefined ? '' : `${inShanghai(dueAt)}${provisional ? '（暂定）' : ''}`;
  const planned = plannedAt === undefined ? '' : inShanghai(plannedAt);
  return {
    subject: `【办不成事反映窗口】${title}：${number ?? dayInWords(report.from)}`,
    text: `【办不成事反映窗口】${text({ number: number ?? '', until, planned, workingDays, ordinal, report })}`,
  };
}

function before(until: string, lead: string, rest = ''): string {
  return until === '' ? '' : `${lead}${until}${rest}`;
}

/** 2026年3月2日. */
function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

function calendarAlert(year: number | null): string {
  return year === null ? '' : `${year}年的放假安排尚未导入，跨入该年的期限只是暂定，请督促管理员导入。`;
}

const LOCAL = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function inShanghai(instant: string): string {
  return LOCAL.format(new Date(instant));
}
