import type { ComplaintEventData } from '@bancheng/contracts';
import type { ActKind, TellingKind } from '@bancheng/domain';
import { CASE_ID, DISPATCH_ID, DUE_IN_WORDS, EVENTS, NUMBER, OTHER_ID, REPORT } from '../../test/case-events.js';
import { noticesFor } from './notice-table.js';
import { reportNotice } from './tell-of-report.use-case.js';
import { NOTICE_TEMPLATES, render } from '../templates.js';

/** `template` or `template → department`, by act; one list for each event of `EVENTS`. */
const EXPECTED: Readonly<Record<TellingKind, readonly string[][]>> = {
  registered: [['citizen-registered']],
  declined: [['citizen-declined']],
  answeredOnTheSpot: [['citizen-answered']],
  accepted: [['citizen-accepted']],
  acceptanceOverdueTold: [['leader-acceptance-overdue']],
  deadlinesReprojected: [
    ['citizen-deadline-changed', 'department-deadline-changed → scjg'],
    ['citizen-papers-wanted'],
    [],
    [
      'citizen-deadline-changed',
      'department-overdue-taken-back → scjg',
      ...['follow-up-officer-overdue-taken-back', 'leader-overdue-taken-back'],
    ],
  ],
  retyped: [['citizen-deadline-changed', 'department-deadline-changed → scjg']],
  withdrawn: [['citizen-withdrawn', 'department-withdrawn → scjg']],
  terminationAsked: [['leader-termination']],
  terminationRefused: [['clerk-termination-refused']],
  terminated: [['citizen-terminated', 'department-terminated → scjg']],
  merged: [['citizen-merged']],
  unmerged: [['citizen-unmerged']],
  taskForceCalled: [['department-task-force-called → scjg']],
  meetingConvened: [['department-meeting-invited → scjg', 'department-meeting-invited → bdc']],
  meetingHeld: [['department-commitment → bdc']],
  meetingChanged: [['department-meeting-changed → scjg', 'department-meeting-changed → bdc']],
  meetingCancelled: [['department-meeting-cancelled → invited']],
  commitmentEnded: [['department-commitment-released → bdc'], []],
  dispatched: [['citizen-dispatched', 'department-dispatched → scjg']],
  succeeded: [
    [
      ...['department-dispatched → scjg', 'department-commitment → scjg'],
      ...['department-succeeded → gtj', 'leader-succeeded'],
    ],
  ],
  signReminded: [['department-sign-reminder → scjg']],
  returned: [['leader-return'], []],
  returnRuled: [
    ['department-return-refused → scjg'],
    ['department-return-granted → scjg', 'department-dispatched → bdc'],
    ['department-return-beyond-authority → scjg'],
  ],
  recalled: [['department-recalled → scjg']],
  transferred: [['citizen-transferred']],
  transferReturned: [['citizen-transfer-returned']],
  transferAnswered: [['citizen-transfer-answered']],
  replied: [['citizen-replied'], [], ['citizen-progress']],
  repliedByWindow: [['citizen-window-replied']],
  progressReported: [['citizen-progress']],
  extensionAsked: [['leader-extension']],
  extensionDecided: [
    ['department-extension-granted → scjg', 'citizen-deadline-extended'],
    ['department-extension-granted → scjg'],
    ['department-extension-refused → scjg'],
    // Of the case's own deadline, of which the slip's was cut short; of a 议定事项.
    ['clerk-extension-granted', 'department-deadline-changed → scjg', 'citizen-deadline-extended'],
    ['clerk-extension-refused'],
    ['department-extension-granted → bdc', 'clerk-extension-granted'],
  ],
  suspended: [['citizen-papers-wanted', 'department-suspended → scjg']],
  resumed: [['department-resumed → scjg']],
  // The last three of each: a follow-up to be taken up, one to be ended, a leader's ruling.
  yellowWarned: [
    ['department-yellow → scjg'],
    [],
    ...[['follow-up-officer-due'], ['follow-up-officer-due'], ['leader-ruling-due']],
  ],
  redWarned: [
    ['department-red → scjg', 'leader-red'],
    [],
    ...[['follow-up-officer-unclaimed'], ['follow-up-officer-late'], []],
  ],
  urged: [
    ['leader-urged'],
    ['department-urged → scjg', 'leader-urged'],
    ...[['leader-follow-up-urged'], ['leader-follow-up-urged'], ['leader-ruling-urged']],
  ],
  instructed: [['department-instructed → scjg'], []],
  instructionAnswered: [['leader-instruction-answered']],
  contactTried: [['citizen-call-missed'], ['clerk-wrong-number'], []],
  graded: [[], ['leader-dissatisfied']],
  reworkOpened: [['citizen-rework']],
  dissatisfactionRuled: [['citizen-ruled-closed'], ['citizen-rework']],
  closed: [['citizen-closed']],
  rated: [[], ['leader-rated-dissatisfied'], ['leader-rated-dissatisfied']],
  reopened: [['citizen-reopened']],
};

const KINDS = Object.keys(EVENTS) as ActKind[];
const drafts = KINDS.flatMap((kind) => EVENTS[kind].flatMap((event) => noticesFor(event)));
const report = reportNotice({ ...REPORT, missingYear: null });
const texts = drafts.map(({ template, parameters }) => ({ template, ...render(template, NUMBER, parameters) }));

describe('the table of notices', () => {
  it.each(KINDS)('says who is told of %s', (kind) => {
    const told = EVENTS[kind].map((event) =>
      noticesFor(event).map(({ to, template }) => {
        if (to.kind === 'department') return `${template} → ${to.department}`;
        return to.kind === 'invited' ? `${template} → invited` : template;
      }),
    );
    expect(told).toEqual(kind in EXPECTED ? EXPECTED[kind as TellingKind] : EVENTS[kind].map(() => []));
  });

  it('uses every template', () => {
    expect(new Set([...drafts, report].map(({ template }) => template))).toEqual(new Set(NOTICE_TEMPLATES));
  });

  it('sends each template to the kind of recipient it is written for', () => {
    for (const { to, template } of [...drafts, report]) {
      expect(template).toMatch(new RegExp(`^${to.kind === 'invited' ? 'department' : to.kind}-`));
    }
  });
});

describe('the texts', () => {
  it.each(texts)('$template is Chinese, whole, and names nothing but the number', ({ subject, text }) => {
    expect(subject).toMatch(/^【办不成事反映窗口】.+：BBCS-370406-2026-00001$/u);
    expect(text).toMatch(/^【办不成事反映窗口】.+。$/u);
    expect(text).toContain(NUMBER);
    const rest = text.replace(NUMBER, '').replaceAll(/\d+年\d+月\d+日 \d\d:\d\d/g, '');
    // no code, no id, no phone: nothing else may be in Latin letters or long digits
    expect(rest).not.toMatch(/[a-z]|\d{3}|undefined|NaN/i);
    expect(rest).not.toMatch(/第0次|延期0个|申请0/);
    for (const id of [CASE_ID, DISPATCH_ID, OTHER_ID, 'scjg', 'bdc', 'shengting']) expect(text).not.toContain(id);
  });

  it('of a report say its day and figures, and which year’s holidays are missing; no id and no place', () => {
    expect(render(report.template, null, report.parameters)).toEqual({
      subject: '【办不成事反映窗口】督办周报：2026年11月2日',
      text: '【办不成事反映窗口】2026年11月2日督办周报已生成：在办12件，本周到期3件，已逾期2件。请登录系统查看。',
    });
    const alerting = reportNotice({ ...REPORT, missingYear: 2027 });
    expect(render(alerting.template, null, alerting.parameters).text).toBe(
      '【办不成事反映窗口】2026年11月2日督办周报已生成：在办12件，本周到期3件，已逾期2件。' +
        '2027年的放假安排尚未导入，跨入该年的期限只是暂定，请督促管理员导入。请登录系统查看。',
    );
  });

  it('show deadlines in Shanghai, and say which are provisional', () => {
    const [accepted] = noticesFor(EVENTS.accepted[0]!);
    const [rework] = noticesFor(EVENTS.reworkOpened[0]!);
    expect(render(accepted!.template, NUMBER, accepted!.parameters).text).toBe(
      `【办不成事反映窗口】您反映的事项（编号${NUMBER}）已受理，办理时限${DUE_IN_WORDS}。凭编号和查询码可查询进展。`,
    );
    expect(render(rework!.template, NUMBER, rework!.parameters).text).toContain(`${DUE_IN_WORDS}（暂定）`);
  });

  it('leave out by when 受理 is decided where a slip came in after that', () => {
    const { clocks, ...event } = EVENTS.registered[0] as ComplaintEventData<'registered'>;
    const [late] = noticesFor({
      ...event,
      clocks: clocks.map((one) => ({ ...one, dueAt: '2026-02-12T09:00:00.000Z' })),
    });
    expect(late).toMatchObject({ template: 'citizen-registered', parameters: {} });
    expect(late!.parameters).not.toHaveProperty('dueAt');
  });

  it('say for when a meeting is planned now, and until when a slip stands still', () => {
    const [changed] = noticesFor(EVENTS.meetingChanged[0]!);
    expect(render(changed!.template, NUMBER, changed!.parameters).text).toBe(
      `【办不成事反映窗口】就编号${NUMBER}召集的联席会议已变更，时间为${DUE_IN_WORDS}，地点详见系统收件箱。`,
    );
    const [, still] = noticesFor(EVENTS.suspended[0]!);
    expect(render(still!.template, NUMBER, still!.parameters).text).toContain(`最迟于${DUE_IN_WORDS}恢复`);
  });

  it('leave a deadline out where there is none', () => {
    expect(render('citizen-reopened', NUMBER, {}).text).toBe(
      `【办不成事反映窗口】您反映的事项（编号${NUMBER}）已重新启动办理。凭编号和查询码可查询进展。`,
    );
  });
});
