import { OFFICE, type ActKind } from '@bancheng/domain';
import type { Answer, ServiceApp } from '@bancheng/testing';
import { DEPARTMENTS, type ModelCase } from './case.js';
import { slipOf } from './acts/slips.js';

/** The services that are called; as whom is for the call. */
export interface Services {
  readonly app: Pick<ServiceApp, 'as' | 'anyone'>;
}

/** What a call may need of the case it is for, beside its model. */
export interface CalledCase {
  id: string;
  number: string;
  queryCode: string;
  handler: string;
  /** A case of the same citizen numbered before it, under which it may be merged, and one closed long ago. */
  first: string | null;
  earlier: string;
  one: ModelCase;
}

type Choice = any; // plain data, of the shape that the act's model gives it
type Call = (services: Services, called: CalledCase, choice: Choice) => Promise<Answer>;

const AGENCY = 'daiban';
const OFFICERS = { subject: 'follow-up-officer-1' };

/** Whatever the acts of a walk need to be there. */
export async function furnish(services: Services): Promise<void> {
  const admin = services.app.as('admin');
  const departments = DEPARTMENTS.map((code) => ({ path: `/v1/departments/${code}`, name: `部门 ${code}` }));
  for (const { path, name } of [...departments, { path: `/v1/dispatches/agencies/${AGENCY}`, name: '代办中心' }]) {
    const { status, body } = await admin.put(path, { name, active: true });
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  }
  for (const subject of ['clerk-1', 'clerk-2']) {
    await admin.put(`/v1/people/${subject}`, { name: `专员 ${subject}`, roles: ['clerk'] });
  }
}

function post(
  role: 'clerk' | 'leader' | 'follow-up-officer',
  path: string,
  body: unknown,
): (services: Services) => Promise<Answer> {
  return (services) => services.app.as(role, role === 'follow-up-officer' ? OFFICERS : {}).post(path, body);
}

const clerk =
  (path: (called: CalledCase, choice: Choice) => string, body: (called: CalledCase, choice: Choice) => unknown): Call =>
  (services, called, choice) =>
    post('clerk', path(called, choice), body(called, choice))(services);
const leader =
  (path: (called: CalledCase, choice: Choice) => string, body: (called: CalledCase, choice: Choice) => unknown): Call =>
  (services, called, choice) =>
    post('leader', path(called, choice), body(called, choice))(services);
const officer =
  (path: string, body: (choice: Choice) => unknown): Call =>
  (services, { id }, choice) =>
    post('follow-up-officer', `/v1/follow-ups/${id}/${path}`, body(choice))(services);

function department(path: (choice: Choice) => string, body: (called: CalledCase, choice: Choice) => unknown): Call {
  return (services, called, choice) => {
    const { slip } = choice as { slip: string };
    const caller = services.app.as('department-system', { department: slipOf(called.one, slip).department });
    return caller.post(path(choice), body(called, choice));
  };
}

/** By whoever may ask for the 延期 of a deadline: the department of a slip, else the clerk. */
function asker(path: (choice: Choice) => string, body: (called: CalledCase, choice: Choice) => unknown): Call {
  return (services, called, choice) => {
    const { clock, extension } = choice as { clock?: string; extension?: string };
    const [kind, slip] = (clock ?? called.one.extensions.find(({ id }) => id === extension)!.clock).split(':');
    const by = kind === 'dispatch' ? department(path, body) : clerk(() => path(choice), body);
    return by(services, called, { ...choice, slip });
  };
}

const complaint =
  (act: string) =>
  ({ id }: CalledCase) =>
    `/v1/complaints/${id}/${act}`;
const transfer =
  (act: string) =>
  ({ one }: CalledCase) =>
    `/v1/dispatches/transfers/${one.transfers.at(-1)!.id}/${act}`;
const nothing = () => undefined;

/** What no walk asks for: the engine's acts, and those that a walk begins with or a hall's admin brings about. */
const NEVER_ASKED = {
  ...{ registered: null, deadlinesReprojected: null, succeeded: null, acceptanceOverdueTold: null, signReminded: null },
  ...{ yellowWarned: null, redWarned: null, urged: null },
  ...{ followUpOpened: null, reworkOpened: null, closed: null, archived: null },
};

/** How each act that people may record is asked for: a new one does not compile until it is here. */
export const CALLS: Readonly<Record<ActKind, Call | null>> = {
  ...NEVER_ASKED,
  declined: clerk(complaint('decline'), (_called, { reason }) => ({ reason, explanation: '依法不属于受理范围。' })),
  accepted: clerk(complaint('accept'), (_called, { type }) => ({ type })),
  answeredOnTheSpot: clerk(complaint('answer'), () => ({ answer: '当场答复。' })),
  withdrawn: clerk(complaint('withdraw'), () => ({ confirmedBy: 'phone' })),
  terminationAsked: clerk(complaint('termination'), () => ({ reason: 'litigation', explanation: '已进入诉讼。' })),
  terminationRefused: leader(complaint('termination/decision'), () => ({ granted: false })),
  terminated: leader(complaint('termination/decision'), () => ({ granted: true, comment: '同意。' })),
  handedOver: leader(
    () => '/v1/handovers',
    ({ id, handler }) => ({ from: handler, to: handler === 'clerk-1' ? 'clerk-2' : 'clerk-1', complaintIds: [id] }),
  ),
  amended: (services, { id, one }) =>
    services.app.as('leader').patch(
      `/v1/complaints/${id}`,
      { reason: '来电更正', claim: `诉求（第 ${one.acts.length} 版）` },
      {
        'if-match': `"${one.acts.length}"`,
      },
    ),
  causeRecorded: clerk(complaint('cause'), () => ({ cause: 'papers', change: null })),
  retyped: leader(complaint('retype'), (_called, { type }) => ({ type, reason: '受理时判断有误' })),
  noteAdded: clerk(complaint('notes'), () => ({ note: '已电话告知进展。' })),
  queryCodeRenewed: clerk(complaint('query-code'), nothing),
  papersAdded: (services, called, { to, slip }) => {
    const attachments = [{ fileName: '租赁合同.pdf', mediaType: 'application/pdf', size: 9, sha256: 'a'.repeat(64) }];
    if (slip === undefined) return clerk(complaint('papers'), () => ({ attachments }))(services, called, {});
    return department(
      () => `/v1/dispatches/${slip}/papers`,
      () => ({ to, attachments }),
    )(services, called, { slip });
  },
  repeatFlagged: clerk(complaint('repeat-of'), ({ earlier }) => ({ earlier })),
  merged: clerk(complaint('merge'), ({ first }) => ({
    into: first,
    confirmation: { samePerson: true, bothRead: true },
  })),
  unmerged: clerk(complaint('unmerge'), () => ({ reason: '不是同一事项' })),
  taskForceCalled: clerk(
    () => '/v1/dispatches/task-force-calls',
    ({ id }, choice) => ({ complaintId: id, department: choice['department'], matter: '到窗口说明' }),
  ),
  taskForceReported: clerk(
    (_called, { call }) => `/v1/dispatches/task-force-calls/${call}/report`,
    () => ({ outcome: 'solved', text: '当场办好。' }),
  ),
  instructed: leader(
    () => '/v1/leader/instructions',
    ({ id }) => ({ complaintId: id, text: '请抓紧办理。' }),
  ),
  instructionAnswered: clerk(
    (_called, { instruction }) => `/v1/dispatches/instructions/${instruction}/answer`,
    () => ({ text: '已办理。' }),
  ),
  meetingConvened: clerk(
    () => '/v1/joint-meetings',
    ({ id }) => ({
      // no walk, whenever it begins, is so early that this is too far ahead
      ...{ complaintIds: [id], convener: 'office', at: '2026-01-05T01:00:00.000Z', place: '三楼', agenda: '研究分工' },
      departments: DEPARTMENTS,
    }),
  ),
  meetingHeld: clerk(
    (_called, { meeting }) => `/v1/joint-meetings/${meeting}/hold`,
    ({ id }, { lead, commitments }) => ({
      attendance: DEPARTMENTS.map((code) => ({ department: code, as: 'attended' })),
      minutes: '按分工办理。',
      cases: [
        {
          ...{ complaintId: id, leadDepartment: lead, decisions: '先行办理。' },
          commitments: (commitments as number[]).map((workingDays) => ({
            department: lead === OFFICE ? DEPARTMENTS[0] : lead,
            text: '落实',
            workingDays,
          })),
        },
      ],
    }),
  ),
  meetingChanged: async (services, { one }, { meeting }) => {
    const [clerk, path] = [services.app.as('clerk'), `/v1/joint-meetings/${meeting}`];
    const { headers } = await clerk.get(path);
    return clerk.patch(path, { place: `第${one.acts.length}会议室` }, { 'if-match': headers['etag'] as string });
  },
  meetingCancelled: clerk(
    (_called, { meeting }) => `/v1/joint-meetings/${meeting}/cancel`,
    () => ({ reason: '改期' }),
  ),
  commitmentEnded: (services, _called, choice) => {
    const id = (choice['clock'] as string).slice('commitment:'.length);
    return choice['as'] === 'fulfilled'
      ? post('clerk', `/v1/joint-meetings/commitments/${id}/fulfil`, { report: '已落实。' })(services)
      : post('leader', `/v1/joint-meetings/commitments/${id}/release`, { reason: '不再需要' })(services);
  },
  dispatched: clerk(
    () => '/v1/dispatches',
    ({ id, one }, { departments, requirement, lead }) => ({
      complaintId: id,
      departments: (departments as string[]).map((code) => ({ department: code, requirement })),
      ...(lead !== null && lead !== one.lead && { lead }),
    }),
  ),
  signed: department(({ slip }) => `/v1/dispatches/${slip}/sign`, nothing),
  returned: department(
    ({ slip }) => `/v1/dispatches/${slip}/return`,
    ({ one }, { slip, beyond }) =>
      beyond === true
        ? { reasonCode: 'beyond-authority', reason: '须省级审批' }
        : {
            reason: '不属于本单位职责',
            proposedDepartment: DEPARTMENTS.find((code) => code !== slipOf(one, slip).department),
          },
  ),
  returnRuled: leader(
    (_called, { slip }) => `/v1/leader/returns/${slip}/ruling`,
    (_called, { department: code }) =>
      code === null
        ? { transfer: true, instruction: '转帮办代办。' }
        : { department: code, instruction: '请承办。', item: '登记' },
  ),
  recalled: clerk(
    (_called, { slip }) => `/v1/dispatches/${slip}/recall`,
    () => ({ reason: '派错单位' }),
  ),
  replied: department(
    ({ slip }) => `/v1/dispatches/${slip}/reply`,
    (_called, { outcome }) => ({
      outcome,
      text: '办理情况。',
      ...(outcome !== 'solved' && { reason: '条件不具备' }),
    }),
  ),
  repliedByWindow: clerk(complaint('reply'), (_called, { outcome, call }) => ({
    ...{ outcome, text: '窗口已办理。', ...(call !== undefined && { callId: call }) },
    ...(outcome === 'not-solved' && { reason: '条件不具备' }),
  })),
  progressReported: clerk(complaint('progress'), () => ({ text: '正在协调。', reason: '涉及多个部门' })),
  extensionAsked: asker(
    () => '/v1/extensions',
    ({ id }, { clock, workingDays }) => ({ complaintId: id, clockId: clock, workingDays, reason: '需要核查' }),
  ),
  extensionWithdrawn: asker(({ extension }) => `/v1/extensions/${extension}/withdrawal`, nothing),
  extensionDecided: leader(
    (_called, { extension }) => `/v1/extensions/${extension}/decide`,
    (_called, { granted }) => ({ granted }),
  ),
  suspended: department(
    ({ slip }) => `/v1/dispatches/${slip}/suspension`,
    () => ({ missing: ['身份证明'], toldBy: 'phone', reference: '通话记录' }),
  ),
  resumed: department(({ slip }) => `/v1/dispatches/${slip}/resumption`, nothing),
  transferred: (services, { id, one }) => {
    const citizenTold = { how: 'phone', at: one.acts.at(-1)!.at };
    const body = { complaintId: id, agency: AGENCY, reason: '跨省事项', ...(!one.anonymous && { citizenTold }) };
    return post('clerk', '/v1/dispatches/transfers', body)(services);
  },
  transferAcknowledged: (services, called) => {
    const { at } = called.one.acts.findLast(({ kind }) => kind === 'transferred')!;
    return post('clerk', transfer('acknowledge')(called), { by: '代办岗', at })(services);
  },
  transferReturned: clerk(transfer('return'), () => ({ by: 'agency', reason: '不受理' })),
  transferAnswered: clerk(transfer('answer'), (_called, { outcome }) => ({
    ...{ outcome, text: '答复情况。' },
    ...(outcome === 'not-solved' && { reason: '条件不具备' }),
  })),
  followUpAssigned: officer('assignment', () => ({})),
  contactTried: officer('tries', ({ result }) => ({ result })),
  graded: officer('grade', (verdict) => verdict),
  dissatisfactionRuled: (services, { id }, { decision, type }) =>
    post('leader', `/v1/follow-ups/${id}/ruling`, { decision, type, instruction: '依规处理。' })(services),
  reopened: (services, { id }, { type }) =>
    post('leader', `/v1/follow-ups/${id}/reopening`, { reason: '情况有变', type })(services),
  rated: (services, { number, queryCode }, verdict) =>
    services.app.anyone.post('/v1/ratings', { number, queryCode, ...verdict }),
};
