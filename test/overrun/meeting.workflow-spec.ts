import type { Caller } from '@bancheng/testing';
import { Hall } from './hall.js';

const MEETINGS = '/v1/joint-meetings';
const COMMITMENTS = `${MEETINGS}/commitments`;

/** 联席会议, their 议定事项 and the progress after them, with the real services and records on the time-skipping server. */
describe('a complex matter', () => {
  let hall: Hall;
  let clerk: Caller;
  let leader: Caller;

  beforeAll(async () => {
    hall = await Hall.open();
    clerk = hall.app.as('clerk', { subject: 'clerk-wang' });
    leader = hall.app.as('leader');
    for (const code of ['scjg', 'bdc', 'sw']) await hall.addDepartment(code, `部门 ${code}`);
  });
  afterAll(() => hall?.close());

  const department = (code: string) => hall.app.as('department', { department: code });

  async function accepted(): Promise<string> {
    const { id } = await hall.post(clerk, '/v1/complaints', {
      ...{ name: '测试六', phone: '13000000006', matterKinds: ['repeated-visits'], channel: 'window' },
      ...{ record: '企业搬迁后证照无法变更。', claim: '几个部门一起解决。' },
    });
    await hall.post(clerk, `/v1/complaints/${id}/accept`, { type: 'complex' });
    return id;
  }

  async function convened(...complaintIds: string[]): Promise<string> {
    const { meetingId } = await hall.post(clerk, MEETINGS, {
      ...{ complaintIds, convener: 'office', at: '2026-12-01T01:00:00.000Z', place: '三楼', agenda: '研究分工' },
      departments: ['scjg', 'bdc', 'sw'],
    });
    return `${MEETINGS}/${meetingId}`;
  }

  const report = (complaintIds: readonly string[], commitments: readonly object[]) => ({
    attendance: ['scjg', 'bdc', 'sw'].map((code) => ({ department: code, as: 'attended' })),
    minutes: '各部门按分工办理。',
    cases: complaintIds.map((complaintId) => ({
      ...{ complaintId, leadDepartment: 'scjg', decisions: '先办执照。', commitments },
    })),
  });

  async function held(complaintId: string, ...commitments: object[]): Promise<string[]> {
    const url = await convened(complaintId);
    await hall.post(clerk, `${url}/hold`, report([complaintId], commitments));
    const { body } = await clerk.get(url);
    return body.commitments.map(({ commitmentId }: { commitmentId: string }) => commitmentId);
  }

  async function dispatched(complaintId: string): Promise<string> {
    const departments = [{ department: 'scjg', requirement: 'five-working-days' }];
    const { dispatches } = await hall.post(clerk, '/v1/dispatches', { complaintId, departments });
    return dispatches[0].dispatchId;
  }

  const reply = (dispatchId: string, outcome: string) =>
    hall.post(department('scjg'), `/v1/dispatches/${dispatchId}/reply`, {
      ...{ outcome, text: '办理情况。' },
      ...(outcome !== 'solved' && { reason: '须上级批复。' }),
    });

  /** The clocks whose deadline an act of the engine has marked as missed. */
  async function redWarned(caseId: string): Promise<string[]> {
    const acts = await hall.app.ownerQuery<{ clock: string }>(
      `select detail->>'clockId' as clock from casebook.act where case_id = $1 and kind = 'redWarned' order by seq`,
      [caseId],
    );
    return acts.map(({ clock }) => clock);
  }

  async function statusOf(caseId: string): Promise<string> {
    return (await clerk.get(`/v1/complaints/${caseId}`)).body.status;
  }

  async function graded(caseId: string): Promise<void> {
    await hall.post(hall.app.as('follow-up-officer'), `/v1/follow-ups/${caseId}/grade`, { grade: 'satisfied' });
    await hall.until(caseId, 'archived');
  }

  it('that was answered waits for its commitments, which run out on their own clocks, and then goes on by itself', async () => {
    const id = await accepted();
    const [late, freed] = (await held(
      id,
      { department: 'bdc', text: '出具产权证明', workingDays: 1 },
      { department: 'sw', text: '核定税额', workingDays: 3 },
    )) as [string, string];
    await reply(await dispatched(id), 'solved');
    expect(await statusOf(id)).toBe('replied');

    await hall.skipUntil(id, 'redWarned');
    expect(await redWarned(id)).toEqual([`commitment:${late}`]);
    expect(await statusOf(id)).toBe('replied');
    const overdue = await leader.get('/v1/leader/overdue?limit=100');
    expect(overdue.body.items.map(({ complaintId }: { complaintId: string }) => complaintId)).toContain(id);
    const own = await department('bdc').get(`${COMMITMENTS}?open=true`);
    expect(own.body.items).toMatchObject([{ commitmentId: late, overdue: true }]);

    await hall.post(department('bdc'), `${COMMITMENTS}/${late}/fulfil`, { report: '已出具' });
    await hall.skip('6 hours');
    expect(await statusOf(id)).toBe('replied');
    await hall.post(leader, `${COMMITMENTS}/${freed}/release`, { reason: '税额无须核定' });
    await hall.until(id, 'followUpOpened');
    await graded(id);

    expect(await hall.steps(id)).toEqual([
      ...['registered', 'accepted', 'meetingConvened', 'meetingHeld', 'dispatched', 'replied'],
      ...['commitmentEnded', 'commitmentEnded', 'followUpOpened', 'graded', 'closed', 'archived'],
    ]);
    const file = await clerk.get(`/v1/archives/${id}`);
    const material = file.body.classes.find((one: { class: string }) => one.class === 'meeting-material');
    expect(material.acts.map(({ kind, texts }: { kind: string; texts: string[] }) => [kind, texts])).toEqual([
      ['meetingConvened', []],
      ['meetingHeld', ['commitment', 'meeting-decision']],
      ['commitmentEnded', ['commitment-report']],
      ['commitmentEnded', ['commitment-report']],
    ]);
  });

  it('whose commitments are carried out first is followed up with the last reply', async () => {
    const id = await accepted();
    const [only] = await held(id, { department: 'bdc', text: '出具产权证明', workingDays: 5 });
    const dispatchId = await dispatched(id);
    await hall.post(clerk, `${COMMITMENTS}/${only}/fulfil`, { report: '已出具' });
    await reply(dispatchId, 'solved');
    await hall.until(id, 'followUpOpened');
    await graded(id);
    expect(await hall.kinds(id)).not.toContain('redWarned');
  });

  it('that the citizen takes back ends its commitments and leaves its meeting, and the other case is treated', async () => {
    const [withdrawn, stays] = [await accepted(), await accepted()];
    const [open] = await held(withdrawn, { department: 'bdc', text: '出具产权证明', workingDays: 2 });
    const url = await convened(withdrawn, stays);
    await hall.post(clerk, `/v1/complaints/${withdrawn}/withdraw`, { confirmedBy: 'phone' });
    await hall.until(withdrawn, 'archived');
    const commitments = await department('bdc').get(`${COMMITMENTS}?complaintId=${withdrawn}`);
    expect(commitments.body.items).toMatchObject([{ commitmentId: open, endedAs: 'with-case' }]);
    expect((await department('bdc').get(`${COMMITMENTS}?open=true`)).body.items).toEqual([]);

    const answer = await hall.post(clerk, `${url}/hold`, report([stays], []));
    expect(answer).toMatchObject({
      acts: [{ caseId: stays, status: 'meeting-held' }],
      skipped: [{ complaintId: withdrawn, status: 'archived' }],
    });
    await reply(await dispatched(stays), 'solved');
    await hall.until(stays, 'followUpOpened');
    await graded(stays);
    await hall.skip('48 hours');
    expect(await hall.kinds(withdrawn)).not.toContain('redWarned');
  });

  it('whose progress was reported is tracked by further reports until it is solved', async () => {
    const id = await accepted();
    await held(id);
    const dispatchId = await dispatched(id);
    await reply(dispatchId, 'progress');
    // The slip's own requirement runs on after the progress, to the same working day as the next report.
    const missed = [`dispatch:${dispatchId}`, `progress:${dispatchId}:1`];
    await hall.skipUntil(id, 'redWarned');
    await hall.until(id, 'redWarned', missed.length);
    expect(await redWarned(id)).toEqual(missed);
    await reply(dispatchId, 'progress');
    expect(await statusOf(id)).toBe('dispatched');
    const second = await convened(id);
    await hall.post(clerk, `${second}/hold`, report([id], []));
    expect(await statusOf(id)).toBe('dispatched');
    await hall.skip('24 hours');
    await reply(dispatchId, 'solved');
    await hall.until(id, 'followUpOpened');
    await graded(id);
    await hall.skip('240 hours');
    expect(await redWarned(id)).toEqual(missed);
    expect(await hall.steps(id)).toEqual([
      ...['registered', 'accepted', 'meetingConvened', 'meetingHeld', 'dispatched', 'replied', 'replied'],
      ...['meetingConvened', 'meetingHeld', 'replied', 'followUpOpened', 'graded', 'closed', 'archived'],
    ]);
  });
});
