import { randomInt, randomUUID } from 'node:crypto';
import type { Notice } from '@bancheng/contracts/http/notices';
import { addDays, localDateOf } from '@bancheng/domain';
import type { Role } from '@bancheng/platform';
import { REPORT } from '../test/case-events.js';
import { FROM, GATEWAY, NoticesStage } from '../test/notices-stage.js';
import { SendNotice } from './application/send-notice.use-case.js';
import { TellOfReport } from './application/tell-of-report.use-case.js';

/** Of `TestCases`: what nobody but the gateway may find out from us. */
const PERSONAL = ['王小明', '13800000000', '三次到窗口均未受理', '请尽快办理'];
const DUE = '2026-03-10T09:00:00.000Z';

describe('notices by mail', () => {
  let stage: NoticesStage;

  beforeAll(async () => {
    stage = await NoticesStage.open(true);
  });
  afterAll(() => stage.close());

  /** Registered, accepted and sent to `department`, which has a mailbox. */
  async function dispatched(department: string): Promise<string> {
    await stage.address(department, mailboxOf(department));
    const caseId = await stage.cases.accept('general', { jurisdiction: stage.jurisdiction, matterKinds: ['conduct'] });
    const slip = {
      dispatchId: randomUUID(),
      department,
      requirement: 'two-working-days',
      lead: true,
      dueAt: DUE,
    } as const;
    await stage.cases.act(caseId, 'dispatched', { detail: { dispatches: [slip], departments: [department] } });
    await stage.publish(caseId);
    return caseId;
  }

  const mailboxOf = (department: string) => `${department}@dept.example.org`;
  const mailsTo = (department: string) => stage.mail.mails.filter(({ to }) => to.includes(mailboxOf(department)));
  const ofDepartment = (notices: Notice[]) => notices.find(({ recipient }) => recipient === 'department');
  const departmentNotice = async (caseId: string, state: Notice['state']) =>
    ofDepartment(await stage.noticesOf(caseId, (notices) => ofDepartment(notices)?.state === state))!;

  it('tell a department in Chinese, once though the event comes twice, and say nothing of the citizen', async () => {
    const caseId = await dispatched('dept-plain');
    const notice = await departmentNotice(caseId, 'sent');
    // All once more, and behind it in the same partition one that is new: when that has come, the others have come twice.
    await stage.cases.act(caseId, 'instructionAnswered', {
      detail: { instructionId: randomUUID(), department: null },
    });
    await stage.publish(caseId);
    const all = await stage.noticesOf(caseId, (notices) => notices.some(({ recipient }) => recipient === 'leader'));
    expect(all.map(({ recipient }) => recipient)).toEqual(['citizen', 'citizen', 'citizen', 'department', 'leader']);
    expect(notice).toMatchObject({ attempts: 1, lastError: null, channel: 'email', settledAt: expect.any(String) });

    const mails = mailsTo('dept-plain');
    expect(mails).toHaveLength(1);
    const [{ mail, raw }] = mails as [(typeof mails)[0]];
    expect(mail).toMatchObject({
      from: { address: FROM },
      to: [{ address: mailboxOf('dept-plain') }],
      subject: `【办不成事反映窗口】新转办单：${notice.number}`,
      messageId: `<${notice.noticeId}@example.org>`,
    });
    expect(mail.text?.trim()).toBe(
      `【办不成事反映窗口】收到转办单，编号${notice.number}，办理时限2026年3月10日 17:00。请及时签收，详见系统收件箱。`,
    );
    expect(mail.text?.trim()).toBe(notice.text);
    expect(raw).toMatch(/^content-type: text\/plain; charset=utf-8/im);
    expect(raw).toMatch(/^auto-submitted: auto-generated/im);
    // every byte of a header in Chinese is encoded
    expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).toMatch(/^[\x20-\x7e\r\n\t]*$/);
  });

  it('are retried by their workflow while the mail server is away', async () => {
    await stage.smtp.cut();
    const caseId = await dispatched('dept-away');
    const tried = await stage.noticesOf(caseId, (notices) => (ofDepartment(notices)?.attempts ?? 0) > 0);
    expect(ofDepartment(tried)).toMatchObject({ state: 'pending', lastError: 'smtp-ESOCKET' });
    await stage.smtp.open();
    expect(await departmentNotice(caseId, 'sent')).toMatchObject({ lastError: null });
    expect(mailsTo('dept-away')).toHaveLength(1);
  });

  it('are tried for three working days, however many days off lie between', async () => {
    await stage.smtp.cut();
    const caseId = await dispatched('dept-holiday');
    const tried = await stage.noticesOf(caseId, (notices) => (ofDepartment(notices)?.attempts ?? 0) > 0);
    const { noticeId } = ofDepartment(tried)!;
    const tryBegunOn = (day: string) =>
      stage.api.provider<SendNotice>(SendNotice).execute({ noticeId, round: 1 }, `${day}T01:00:00.000Z`);
    const today = stage.clock.now();
    stage.clock.set('2026-02-25T09:00:00+08:00'); // 15 to 23 February were off
    const [goesOn, ends] = await Promise.allSettled([tryBegunOn('2026-02-13'), tryBegunOn('2026-02-12')]);
    stage.clock.set(today);
    await stage.smtp.open();
    expect(goesOn).toMatchObject({ reason: { code: 'smtp-ESOCKET', forGood: false } });
    expect(ends).toMatchObject({ reason: { code: 'smtp-ESOCKET', forGood: true } });
  });

  it('that are refused for good are shown as failed, and can be sent again', async () => {
    stage.mail.refusing = true;
    const caseId = await dispatched('dept-unknown');
    const { noticeId } = await departmentNotice(caseId, 'failed');
    const failed = (await stage.as('leader').get('/v1/notices?state=failed')).body.items;
    expect(failed).toEqual([
      expect.objectContaining({ noticeId, complaintId: caseId, attempts: 1, lastError: 'smtp-550' }),
    ]);

    stage.mail.refusing = false;
    const clerk = stage.as('clerk');
    expect(await clerk.post(`/v1/notices/${noticeId}/resend`, undefined)).toMatchObject({
      status: 200,
      body: { noticeId, state: 'pending', round: 2 },
    });
    expect(await departmentNotice(caseId, 'sent')).toMatchObject({ attempts: 2, lastError: null });
    expect(mailsTo('dept-unknown')).toHaveLength(1);
    expect((await clerk.post(`/v1/notices/${noticeId}/resend`, undefined)).body.code).toBe('notice-not-failed');
  });

  it('wait for Temporal and are lost by nothing', async () => {
    await stage.temporal.cut();
    const caseId = await dispatched('dept-patient');
    expect(await departmentNotice(caseId, 'pending')).toMatchObject({ attempts: 0 });
    await stage.temporal.open();
    await departmentNotice(caseId, 'sent');
    expect(mailsTo('dept-patient')).toHaveLength(1);
  });

  it('are not sent to a mailbox that was taken away meanwhile', async () => {
    await stage.temporal.cut();
    const caseId = await dispatched('dept-leaving');
    await departmentNotice(caseId, 'pending');
    const gone = await stage
      .as('admin')
      .put('/v1/notices/addresses/departments/dept-leaving', { email: null }, { 'if-match': '"1"' });
    expect(gone.status).toBe(200);
    await stage.temporal.open();
    expect(await departmentNotice(caseId, 'skipped')).toMatchObject({ skippedBecause: 'no-address', attempts: 0 });
    expect(mailsTo('dept-leaving')).toEqual([]);
  });

  it('that find no address are skipped, visibly, and can be sent once there is one', async () => {
    const caseId = await stage.cases.accept('general', { jurisdiction: stage.jurisdiction });
    await stage.cases.act(caseId, 'taskForceCalled', {
      detail: { callId: randomUUID(), department: 'dept-nowhere' },
    });
    await stage.publish(caseId);
    const skipped = await departmentNotice(caseId, 'skipped');
    expect(skipped).toMatchObject({ skippedBecause: 'no-address', attempts: 0 });
    await stage.address('dept-nowhere', mailboxOf('dept-nowhere'));
    await stage.as('admin').post(`/v1/notices/${skipped.noticeId}/resend`, undefined);
    await departmentNotice(caseId, 'sent');
    expect(mailsTo('dept-nowhere')).toHaveLength(1);
  });

  it('call off a meeting with those who were invited to it', async () => {
    for (const department of ['dept-a', 'dept-b']) await stage.address(department, mailboxOf(department));
    const caseId = await stage.cases.accept('complex', { jurisdiction: stage.jurisdiction });
    const [meetingId, departments] = [randomUUID(), ['dept-a', 'dept-b']];
    await stage.cases.act(caseId, 'meetingConvened', {
      to: 'meeting-convened',
      detail: { meetingId, departments },
    });
    await stage.cases.act(caseId, 'meetingCancelled', { to: 'accepted', detail: { meetingId } });
    await stage.publish(caseId);
    const cancelled = await stage.noticesOf(
      caseId,
      (notices) =>
        notices.filter(({ template, state }) => template.endsWith('cancelled') && state === 'sent').length === 2,
    );
    expect(
      cancelled
        .filter(({ template }) => template.endsWith('cancelled'))
        .map((one) => one.department)
        .sort(),
    ).toEqual(departments);
  });

  it('leave no personal data and no address in tables and histories', async () => {
    const kept = await stage.everythingKept();
    expect(kept).toContain('noticeWorkflow');
    expect(kept).toContain('dept-plain');
    for (const personal of [...PERSONAL, '@dept.example.org']) expect(kept).not.toContain(personal);
  });
});

describe('notices through the outbox', () => {
  let stage: NoticesStage;

  beforeAll(async () => {
    stage = await NoticesStage.open(false);
    await stage.temporal.cut(); // a gateway's outbox needs no engine
  });
  afterAll(() => stage.close());

  const recorded = (count: number) => (notices: Notice[]) =>
    notices.filter(({ state }) => state === 'recorded').length === count;
  const outbox = async (query = '') =>
    (await stage.as('platform-client', GATEWAY).get(`/v1/notices/outbox${query}`)).body;
  const acknowledge = (noticeId: string, body: unknown) =>
    stage.as('platform-client', GATEWAY).post(`/v1/notices/outbox/${noticeId}/acknowledge`, body);

  it('are fetched by the gateway with the phone of that moment, and kept until it says how they went', async () => {
    const caseId = await stage.cases.accept('general', { jurisdiction: stage.jurisdiction });
    await stage.publish(caseId);
    const [registered, accepted] = (await stage.noticesOf(caseId, recorded(2))) as [Notice, Notice];
    expect([registered.template, accepted.template]).toEqual(['citizen-registered', 'citizen-accepted']);
    const first = await outbox('?limit=1');
    expect(first.items).toEqual([
      {
        ...{ noticeId: registered.noticeId, channel: 'sms', to: '13800000000', text: registered.text },
        ...{ subject: expect.stringContaining(registered.number!), recordedAt: registered.createdAt },
      },
    ]);
    await stage.api.ownerQuery(`update casebook.particulars set phone = '13800000009' where case_id = $1`, [caseId]);
    const second = await outbox(`?cursor=${first.next}`);
    expect(second.items).toMatchObject([{ noticeId: accepted.noticeId, to: '13800000009' }]);

    expect((await acknowledge(registered.noticeId, { outcome: 'delivered' })).body).toEqual({
      noticeId: registered.noticeId,
      state: 'sent',
    });
    expect((await acknowledge(registered.noticeId, { outcome: 'delivered' })).body.code).toBe('notice-not-recorded');
    expect((await outbox()).items).toHaveLength(1);

    await acknowledge(accepted.noticeId, { outcome: 'refused', code: 'MOBILE_OFF' });
    expect((await outbox()).items).toEqual([]);
    const failed = (await stage.as('clerk').get('/v1/notices?state=failed')).body.items;
    expect(failed).toMatchObject([{ noticeId: accepted.noticeId, lastError: 'gateway-MOBILE_OFF' }]);

    const resent = await stage.as('clerk').post(`/v1/notices/${accepted.noticeId}/resend`, undefined);
    expect(resent.body).toMatchObject({ state: 'recorded', round: 2 });
    expect((await outbox()).items).toMatchObject([{ noticeId: accepted.noticeId }]);
    await acknowledge(accepted.noticeId, { outcome: 'delivered' });
    for (const personal of [...PERSONAL, '13800000009']) expect(await stage.everythingKept()).not.toContain(personal);
  });

  it('tell all that the first case’s citizen is told also the citizens of merged cases, each by the own number, but no phone twice', async () => {
    const [first, same, other] = (await Promise.all(
      [1, 2, 3].map(() => stage.cases.register({ jurisdiction: stage.jurisdiction })),
    )) as [string, string, string];
    await stage.api.ownerQuery(`update casebook.particulars set phone = '13800000007' where case_id = $1`, [other]);
    for (const caseId of [same, other]) {
      await stage.cases.act(caseId, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
    }
    await stage.cases.act(first, 'accepted', { detail: { type: 'simple' }, patch: { type: 'simple' } });
    await stage.cases.act(first, 'answeredOnTheSpot', { detail: { type: 'simple' } });
    await stage.publish(first);
    const toldOther = await stage.noticesOf(other, ({ length }) => length === 2);
    expect(toldOther.map(({ template }) => template).toSorted()).toEqual(['citizen-accepted', 'citizen-answered']);
    const answered = toldOther.find(({ template }) => template === 'citizen-answered');
    expect(answered).toMatchObject({ state: 'recorded' });
    expect(answered!.text).toContain(answered!.number);
    const { items } = await outbox('?limit=100');
    expect(items.filter((one: { to: string }) => one.to === '13800000007')).toHaveLength(2);
    const told = await stage.noticesOf(first, ({ length }) => length === 3);
    expect(told[2]).toMatchObject({ template: 'citizen-answered' });
    expect(told[2]!.number).not.toBe(answered!.number);
    expect((await stage.noticesOf(same, () => true)).length).toBe(0);
  });

  it('do not tell of the closing whom they told of the withdrawal', async () => {
    const caseId = await stage.cases.register({ jurisdiction: stage.jurisdiction });
    await stage.cases.act(caseId, 'withdrawn', { detail: { confirmedBy: 'phone' } });
    await stage.cases.act(caseId, 'followUpOpened', { detail: { excluded: 'withdrawn' }, to: 'followed-up' });
    await stage.cases.act(caseId, 'closed', { detail: {} });
    const round = { round: 1, clockId: 'case', previousClockId: null };
    await stage.cases.act(caseId, 'reopened', { detail: { ...round, type: 'general' } });
    await stage.publish(caseId);
    const told = await stage.noticesOf(caseId, (notices) => notices.some((one) => one.template === 'citizen-reopened'));
    expect(told.map(({ template }) => template)).toEqual([
      'citizen-registered',
      'citizen-withdrawn',
      'citizen-reopened',
    ]);
  });

  describe('to a number that takes no text', () => {
    /** What the citizen is told of a case that was answered, whose follow-up call missed them. */
    async function toldAt(phone: string): Promise<Notice[]> {
      const caseId = await stage.cases.reply('general', 'scjg', { jurisdiction: stage.jurisdiction });
      await stage.api.ownerQuery('update casebook.particulars set phone = $2 where case_id = $1', [caseId, phone]);
      await stage.cases.act(caseId, 'followUpOpened', { detail: { excluded: null }, to: 'follow-up' });
      const missed = { attempt: 1, result: 'no-answer', unreachable: false } as const;
      await stage.cases.act(caseId, 'contactTried', { detail: missed, to: 'follow-up' });
      await stage.cases.act(caseId, 'instructionAnswered', {
        detail: { instructionId: randomUUID(), department: null },
      });
      await stage.publish(caseId);
      const all = await stage.noticesOf(caseId, (notices) => notices.some(({ template }) => template === LAST));
      return all.filter(({ recipient }) => recipient === 'citizen');
    }
    const LAST = 'leader-instruction-answered';
    const idsOf = (notices: readonly Pick<Notice, 'noticeId'>[]) => notices.map(({ noticeId }) => noticeId);
    const toBeCalled = async () =>
      (await stage.as('clerk').get('/v1/notices?skippedBecause=to-be-called&limit=100')).body.items as Notice[];
    const called = (noticeId: string, by = stage.as('clerk', 'clerk-7'), headers = {}) =>
      by.post(`/v1/notices/${noticeId}/called`, undefined, headers);

    it.each(['06328836760转8001', '4008108888', '+85291234567'])(
      'wait for a clerk’s call and not for the gateway, and nobody is called about a call: %s',
      async (phone) => {
        const notices = await toldAt(phone);
        expect(notices.map(({ template }) => template)).toEqual([
          ...['citizen-registered', 'citizen-accepted', 'citizen-dispatched', 'citizen-replied'],
        ]);
        for (const one of notices) expect(one).toMatchObject({ state: 'skipped', skippedBecause: 'to-be-called' });
        expect(idsOf(await toBeCalled())).toEqual(expect.arrayContaining(idsOf(notices)));
        const waiting = idsOf((await outbox('?limit=100')).items);
        expect(waiting.filter((id) => idsOf(notices).includes(id))).toEqual([]);
        expect(await stage.everythingKept()).not.toContain(phone);
      },
    );

    it('are marked as called, once, by a clerk of the hall, with all that waited for the call before', async () => {
      const notices = await toldAt('06328836760');
      const { noticeId } = notices[2]!;
      for (const role of ['leader', 'admin', 'follow-up-officer', 'platform-client'] as const) {
        expect((await called(noticeId, stage.as(role))).status).toBe(403);
      }
      expect((await called(noticeId, stage.api.as('clerk', { jurisdiction: '370402' }))).status).toBe(404);
      const key = { 'idempotency-key': randomUUID() };
      const first = await called(noticeId, undefined, key);
      expect(first).toMatchObject({ status: 200 });
      expect(first.body.noticeIds.toSorted()).toEqual(idsOf(notices.slice(0, 3)).toSorted());
      expect((await called(noticeId, undefined, key)).body).toEqual(first.body);
      expect((await called(noticeId)).body.code).toBe('notice-not-to-be-called');
      const after = await stage.noticesOf(notices[0]!.complaintId!, () => true);
      expect(after.slice(0, 3)).toMatchObject(
        Array(3).fill({ state: 'sent', channel: 'call', calledBy: 'clerk-7', skippedBecause: null }),
      );
      expect(after[0]!.settledAt).toBe(new Date(stage.clock.now()).toISOString());
      expect(idsOf(await toBeCalled()).filter((id) => idsOf(notices).includes(id))).toEqual([notices[3]!.noticeId]);
      expect((await called(randomUUID())).status).toBe(404);
    });

    it('are sent once the number is corrected to one that does, and wait on while it is not', async () => {
      const [one] = (await toldAt('06328836760')) as [Notice];
      const resend = () => stage.as('clerk').post(`/v1/notices/${one.noticeId}/resend`, undefined);
      expect((await resend()).body).toMatchObject({ state: 'skipped', round: 2 });
      expect(idsOf(await toBeCalled())).toContain(one.noticeId);
      await stage.api.ownerQuery(`update casebook.particulars set phone = '13800000008' where case_id = $1`, [
        one.complaintId,
      ]);
      expect((await resend()).body).toMatchObject({ state: 'recorded', round: 3 });
      const sent = (await outbox('?limit=100')).items.find((item: Notice) => item.noticeId === one.noticeId);
      expect(sent).toMatchObject({ to: '13800000008' });
      expect((await called(one.noticeId)).body.code).toBe('notice-not-to-be-called');
    });
  });

  it('do not reach whom they cannot or need not reach, and say why', async () => {
    const anonymous = await stage.cases.register({ jurisdiction: stage.jurisdiction, anonymous: true });
    await stage.publish(anonymous);
    const [unnamed] = await stage.noticesOf(anonymous, ({ length }) => length === 1);
    expect(unnamed).toMatchObject({ state: 'skipped', skippedBecause: 'anonymous' });
    const resent = await stage.as('clerk').post(`/v1/notices/${unnamed!.noticeId}/resend`, undefined);
    expect(resent.body.code).toBe('notice-not-failed');

    const old = await stage.cases.register({ jurisdiction: stage.jurisdiction });
    stage.clock.set('2026-03-13T09:00:00.001+08:00');
    await stage.publish(old);
    const [outdated] = await stage.noticesOf(old, ({ length }) => length === 1);
    expect(outdated).toMatchObject({ state: 'skipped', skippedBecause: 'outdated' });
  });

  it('are shown to the own hall alone, and fetched by the named gateway alone', async () => {
    const caseId = await stage.cases.register({ jurisdiction: stage.jurisdiction });
    await stage.publish(caseId);
    const [notice] = (await stage.noticesOf(caseId, recorded(1))) as [Notice];
    const elsewhere = stage.api.as('clerk', { jurisdiction: '370402' });
    expect((await elsewhere.get(`/v1/notices?complaintId=${caseId}`)).body.items).toEqual([]);
    expect((await elsewhere.post(`/v1/notices/${notice.noticeId}/resend`, undefined)).status).toBe(404);
    for (const role of ['department', 'supervisor', 'platform-client', 'operator'] as const) {
      expect((await stage.as(role).get('/v1/notices')).status).toBe(403);
    }

    expect((await stage.as('platform-client', 'other-client').get('/v1/notices/outbox')).body.code).toBe(
      'not-the-gateway',
    );
    const unnamed = stage.as('platform-client', 'other-client');
    const outcome = { outcome: 'delivered' };
    expect((await unnamed.post(`/v1/notices/outbox/${notice.noticeId}/acknowledge`, outcome)).status).toBe(403);
    expect((await stage.as('admin', GATEWAY).get('/v1/notices/outbox')).status).toBe(403);
    const foreign = stage.api.as('platform-client', { subject: GATEWAY, jurisdiction: '370402' });
    expect((await foreign.get('/v1/notices/outbox')).body.items).toEqual([]);
    expect((await foreign.post(`/v1/notices/outbox/${notice.noticeId}/acknowledge`, outcome)).status).toBe(404);
  });

  it('that were on their way to a mail server when it was taken out of the configuration are recorded, once', async () => {
    await stage.address('bdc', 'bdc@example.org');
    const caseId = await stage.cases.accept('general', { jurisdiction: stage.jurisdiction });
    await stage.cases.act(caseId, 'taskForceCalled', { detail: { callId: randomUUID(), department: 'bdc' } });
    await stage.publish(caseId);
    const { noticeId } = (await stage.noticesOf(caseId, recorded(3))).at(-1)!;
    await stage.api.ownerQuery(`delete from notices.outbox where notice_id = $1`, [noticeId]);
    await stage.api.ownerQuery(`update notices.notice set state = 'pending', round = 2 where id = $1`, [noticeId]);

    const sending = stage.api.provider<SendNotice>(SendNotice);
    const waiting = async () =>
      (await outbox('?limit=100')).items.filter((item: { noticeId: string }) => item.noticeId === noticeId);
    const since = stage.clock.now();
    await sending.execute({ noticeId, round: 1 }, since);
    await sending.giveUp({ noticeId, round: 1 });
    expect(await waiting()).toEqual([]); // an activity of an old round comes too late
    const again = { noticeId, round: 2 };
    await Promise.allSettled([sending.execute(again, since), sending.execute(again, since)]);
    await sending.giveUp({ noticeId, round: 2 });
    expect(await waiting()).toMatchObject([{ to: 'bdc@example.org', channel: 'email' }]);
    expect((await stage.noticesOf(caseId, recorded(3))).at(-1)).toMatchObject({ noticeId, state: 'recorded' });
  });

  it('refuse rubbish', async () => {
    for (const query of ['state=lost', 'complaintId=1', 'limit=0', 'cursor=!', 'phone=1']) {
      expect((await stage.as('clerk').get(`/v1/notices?${query}`)).status).toBe(400);
    }
    for (const body of [
      {},
      { outcome: 'lost' },
      { outcome: 'delivered', code: 'x' },
      { outcome: 'refused', code: '张 三' },
      { outcome: 'refused', code: '13800000000' },
    ]) {
      expect((await acknowledge(randomUUID(), body)).status).toBe(400);
    }
    expect((await acknowledge(randomUUID(), { outcome: 'delivered' })).status).toBe(404);
  });

  it('go where the admin says', async () => {
    const admin = stage.as('admin');
    const path = '/v1/notices/addresses';
    const created = await admin.put(`${path}/leader`, { email: 'leader@example.org' });
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect((await admin.put(`${path}/leader`, { email: 'leader@example.org' })).status).toBe(200);
    expect((await admin.put(`${path}/leader`, { email: 'other@example.org' })).status).toBe(428);
    expect((await admin.put(`${path}/leader`, { email: null }, { 'if-match': '"2"' })).status).toBe(412);
    await admin.put(`${path}/departments/scjg`, { email: 'scjg@example.org' });
    const none = await admin.put(`${path}/leader`, { email: null }, { 'if-match': '"1"' });
    expect(none).toMatchObject({
      status: 200,
      body: { recipient: 'leader', department: null, email: null, version: 2 },
    });
    expect((await admin.put(`${path}/follow-up-officer`, { email: 'hf@example.org' })).status).toBe(201);
    expect((await admin.put(`${path}/mayor`, { email: 'sz@example.org' })).status).toBe(400);
    const first = (await admin.get(`${path}?limit=2`)).body;
    expect(first.items).toMatchObject([{ recipient: 'follow-up-officer' }, { recipient: 'leader' }]);
    const rest = (await admin.get(`${path}?cursor=${first.next}`)).body.items;
    expect(rest).toContainEqual({ recipient: 'department', department: 'scjg', email: 'scjg@example.org', version: 1 });
    expect(rest).not.toContainEqual(expect.objectContaining({ recipient: 'leader' }));
    for (const email of ['', 'leader', 'a@b.cn\r\nBcc: c@d.cn', 1]) {
      expect((await admin.put(`${path}/leader`, { email })).status).toBe(400);
    }
    expect((await stage.as('clerk').put(`${path}/leader`, { email: null })).status).toBe(403);

    const caseId = await stage.cases.accept('general', { jurisdiction: stage.jurisdiction });
    await stage.cases.act(caseId, 'taskForceCalled', { detail: { callId: randomUUID(), department: 'scjg' } });
    await stage.publish(caseId);
    await stage.noticesOf(caseId, recorded(3));
    expect((await outbox('?limit=100')).items).toContainEqual(
      expect.objectContaining({ channel: 'email', to: 'scjg@example.org' }),
    );
  });

  it('for a leader reach every leader on duty and who stands in for one today, and the office where one has no mailbox', async () => {
    const { api } = stage;
    const jurisdiction = String(randomInt(800_000, 900_000));
    const as = (role: Role, subject: string) => api.as(role, { subject, jurisdiction });
    await api.putPeople('leader', ['leader-sun', 'leader-qian', 'leader-away'], jurisdiction);
    await api.putPeople('clerk', ['clerk-deputy', 'clerk-later'], jurisdiction);
    await api.ownerQuery(
      `update directory.person set email = subject || '@example.org', active = subject <> 'leader-away'
       where jurisdiction = $1`,
      [jurisdiction],
    );
    const today = localDateOf(stage.clock.now());
    for (const [deputy, day, confirmed] of [
      ['clerk-deputy', today, true],
      ['clerk-later', addDays(today, 1), true],
      ['clerk-unconfirmed', today, false],
    ] as const) {
      const given = [randomUUID(), jurisdiction, 'leader-away', deputy, day];
      await api.ownerQuery(
        `insert into directory.delegation (id, jurisdiction, delegator, deputy, from_date, to_date, reason, created_by, created_at)
         values ($1, $2, $3, $4, $5, $5, '外出', 'admin-1', now())`,
        given,
      );
      const confirm = `insert into directory.delegation_confirmation values ($1, 'leader-away', now())`;
      if (confirmed) await api.ownerQuery(confirm, [given[0]]);
    }
    const telling = api.provider(TellOfReport);
    const report = () => ({
      ...{ ...REPORT, reportId: randomUUID(), jurisdiction, madeAt: stage.clock.now(), missingYear: null },
    });
    const told = async () => {
      const { items } = (await as('leader', 'leader-sun').get('/v1/notices?limit=100')).body;
      return items.map(({ person, personName, skippedBecause }: Notice) => [person, personName, skippedBecause]).sort();
    };
    await telling.execute(report());
    const three = ['clerk-deputy', 'leader-qian', 'leader-sun'].map((subject) => [subject, `name of ${subject}`, null]);
    expect(await told()).toEqual(three);
    const { body } = await as('platform-client', GATEWAY).get('/v1/notices/outbox?limit=100');
    const waiting = body.items.map(({ to }: { to: string }) => to);
    expect(waiting.sort()).toEqual(three.map(([subject]) => `${subject}@example.org`));
    await api.ownerQuery(
      `update directory.person set email = null where subject in ('clerk-deputy', 'leader-qian') and jurisdiction = $1`,
      [jurisdiction],
    );
    await telling.execute(report());
    const office = [null, null, 'no-address'];
    expect(await told()).toEqual([office, ...three, three[2]].sort());
  });

  it('of a report are of no case, and one whoever asks for it how often', async () => {
    const admin = stage.as('admin');
    const telling = stage.api.provider(TellOfReport);
    const report = { ...REPORT, jurisdiction: stage.jurisdiction, madeAt: stage.clock.now(), missingYear: null };
    const unaddressed = { ...report, reportId: randomUUID() };
    await telling.execute(unaddressed);
    const leader = '/v1/notices/addresses/leader';
    const version = { 'if-match': '"2"' };
    expect((await admin.put(leader, { email: 'leader@example.org' }, version)).status).toBe(200);
    await Promise.all([telling.execute(report), telling.execute(report)]);
    await telling.execute(report);
    await telling.execute({ ...report, reportId: randomUUID(), madeAt: '2026-03-01T01:00:00.000Z' });

    const { items } = (await stage.as('leader').get('/v1/notices?limit=100')).body;
    const ofReports = items.filter(({ template }: Notice) => template === 'leader-report');
    expect(ofReports.map(({ skippedBecause }: Notice) => skippedBecause)).toEqual(['outdated', null, 'no-address']);
    expect(ofReports[1]).toMatchObject({
      ...{ complaintId: null, number: null, recipient: 'leader', department: null, state: 'recorded' },
      text: expect.stringContaining('2026年11月2日督办周报已生成：在办12件，本周到期3件，已逾期2件。'),
    });
    const waiting = (await outbox('?limit=100')).items.filter(({ to }: { to: string }) => to === 'leader@example.org');
    expect(waiting).toMatchObject([{ noticeId: ofReports[1].noticeId, channel: 'email', text: ofReports[1].text }]);
    const sent = await acknowledge(ofReports[1].noticeId, { outcome: 'delivered' });
    expect(sent.body).toEqual({ noticeId: ofReports[1].noticeId, state: 'sent' });
    const resent = await stage.as('clerk').post(`/v1/notices/${ofReports[2].noticeId}/resend`, undefined);
    expect(resent).toMatchObject({ status: 200, body: { state: 'recorded' } });
  });
});
