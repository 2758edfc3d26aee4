import { randomUUID } from 'node:crypto';
import { HANDLER } from '@bancheng/testing';
import { Desk, MONDAY } from '../test/desk.js';

describe('指派回访', () => {
  let desk: Desk;
  let jurisdiction = 370_500;
  const leader = () => desk.app.as('leader', { jurisdiction: String(jurisdiction) });
  const officer = (subject: string) =>
    desk.app.as('follow-up-officer', { subject, jurisdiction: String(jurisdiction) });
  const refused = (status: number, code: string) => ({ status, body: { code } });

  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => {
    desk.clock.set(MONDAY);
    jurisdiction += 1;
  });

  const opened = () => desk.answered({ jurisdiction: String(jurisdiction) });
  const assign = (who: ReturnType<typeof leader>, caseId: string, subject?: string) =>
    desk.post(who, caseId, 'assignment', subject === undefined ? {} : { officer: subject });

  const OFFICER = ['follow-up-officer'];

  async function onDuty(subject: string, department: string | null = null): Promise<void> {
    const admin = desk.app.as('admin', { jurisdiction: String(jurisdiction) });
    const put = await admin.put(`/v1/people/${subject}`, { name: `回访员 ${subject}`, roles: OFFICER, department });
    expect(put.status).toBe(201);
  }

  describe('by the officer', () => {
    it('takes a round once, and keeps others away from it', async () => {
      const caseId = await opened();
      const { status, body } = await assign(officer('hui-1'), caseId);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        kind: 'followUpAssigned',
        status: 'follow-up',
        officer: 'hui-1',
        independent: true,
      });
      const { acts } = await desk.caseOf(caseId);
      expect(acts.at(-1)).toEqual({
        kind: 'followUpAssigned',
        actor: 'hui-1',
        detail: { officer: 'hui-1', independent: true },
      });
      for (const subject of ['hui-1', 'hui-2']) {
        expect(await assign(officer(subject), caseId)).toMatchObject(refused(409, 'already-assigned'));
      }
      const other = officer('hui-2');
      const toAnother = refused(403, 'assigned-to-another');
      expect(await desk.post(other, caseId, 'tries', { result: 'busy' })).toMatchObject(toAnother);
      expect(await desk.post(other, caseId, 'grade', { grade: 'satisfied' })).toMatchObject(toAnother);
      expect((await desk.post(officer('hui-1'), caseId, 'tries', { result: 'busy' })).status).toBe(200);
      expect((await desk.post(officer('hui-1'), caseId, 'grade', { grade: 'satisfied' })).status).toBe(200);
    });

    it('is taken by one of two at the same moment', async () => {
      const caseId = await opened();
      const answers = await Promise.all(['hui-1', 'hui-2'].map((subject) => assign(officer(subject), caseId)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    });

    it('is not for who handled the case, nor for giving it to others', async () => {
      const caseId = await opened();
      for (const subject of [HANDLER.subject, 'department-1']) {
        expect(await assign(officer(subject), caseId)).toMatchObject(refused(403, 'not-independent'));
      }
      await onDuty('hui-2');
      expect(await assign(officer('hui-1'), caseId, 'hui-2')).toMatchObject(refused(403, 'leader-assigns'));
      expect((await assign(officer('hui-1'), caseId, 'hui-1')).status).toBe(200);
    });

    it('who became the handler after taking it is independent no more', async () => {
      const caseId = await opened();
      await assign(officer('hui-1'), caseId);
      const detail = { from: HANDLER.subject, to: 'hui-1' };
      await desk.cases.act(caseId, 'handedOver', { detail, patch: { handler: 'hui-1' } });
      const graded = await desk.post(officer('hui-1'), caseId, 'grade', { grade: 'satisfied' });
      expect(graded).toMatchObject(refused(403, 'not-independent'));
    });
  });

  describe('by a leader', () => {
    it('goes to a known officer on duty, and again to another', async () => {
      const caseId = await opened();
      const unknown = {
        status: 422,
        body: { code: 'unfit-for-case', errors: [{ pointer: '/officer', code: 'unknown' }] },
      };
      expect(await assign(leader(), caseId, 'hui-1')).toMatchObject(unknown);
      expect(await assign(leader(), caseId)).toMatchObject({ status: 422, body: { errors: [{ code: 'required' }] } });
      await onDuty('hui-1');
      await onDuty('hui-2');
      expect((await assign(leader(), caseId, 'hui-1')).body).toMatchObject({ officer: 'hui-1', independent: true });
      expect(await assign(leader(), caseId, 'hui-1')).toMatchObject(refused(409, 'already-assigned'));
      expect((await assign(leader(), caseId, 'hui-2')).body).toMatchObject({ officer: 'hui-2', independent: true });
      const graded = await desk.post(officer('hui-1'), caseId, 'grade', { grade: 'satisfied' });
      expect(graded).toMatchObject(refused(403, 'assigned-to-another'));
      expect((await desk.post(officer('hui-2'), caseId, 'grade', { grade: 'satisfied' })).status).toBe(200);
    });

    it('goes to one who is not independent only where nobody is, marked so, who may then work on it', async () => {
      const caseId = await opened();
      await onDuty(HANDLER.subject);
      await onDuty('hui-of-a-department', 'gjj');
      await onDuty('hui-1');
      const available = refused(409, 'independent-officer-available');
      expect(await assign(leader(), caseId, HANDLER.subject)).toMatchObject(available);
      expect(await assign(leader(), caseId, 'hui-of-a-department')).toMatchObject(available);
      const off = await desk.app
        .as('admin', { jurisdiction: String(jurisdiction) })
        .put('/v1/people/hui-1', { name: '回访员 hui-1', roles: OFFICER, active: false }, { 'if-match': '"1"' });
      expect(off).toMatchObject({ status: 200, body: { active: false, version: 2 } });
      const answer = await assign(leader(), caseId, HANDLER.subject);
      expect(answer.body).toMatchObject({ officer: HANDLER.subject, independent: false });
      const mine = await desk.itemOf(caseId, 'assigned=mine', officer(HANDLER.subject));
      expect(mine).toMatchObject({
        ...{ officer: HANDLER.subject, officerName: `回访员 ${HANDLER.subject}`, officerIndependent: false },
      });
      const graded = await desk.post(officer(HANDLER.subject), caseId, 'grade', { grade: 'satisfied' });
      expect(graded.status).toBe(200);
      const item = await desk.itemOf(caseId, 'state=graded', officer('hui-3'));
      expect(item).toMatchObject({ officerIndependent: false, gradedBy: 'officer' });
    });

    it('of a matter about the hall itself is a leader’s to give, and never to the accused', async () => {
      const accused = [
        { department: null, subject: null },
        { department: null, subject: 'hui-2' },
      ];
      const caseId = await desk.answered({ jurisdiction: String(jurisdiction), matterKinds: ['conduct'], accused });
      await onDuty('hui-1');
      await onDuty('hui-2');
      expect(await assign(officer('hui-1'), caseId)).toMatchObject(refused(403, 'not-independent'));
      expect(await assign(officer('hui-2'), caseId)).toMatchObject(refused(403, 'accused-person'));
      expect(await assign(leader(), caseId, 'hui-2')).toMatchObject(refused(403, 'accused-person'));
      expect(await desk.itemOf(caseId, 'state=open', officer('hui-1'))).toMatchObject({ name: null });
      expect((await assign(leader(), caseId, 'hui-1')).body).toMatchObject({ independent: false });
      expect(await desk.itemOf(caseId, 'assigned=mine', officer('hui-1'))).toMatchObject({ name: '王小明' });
    });

    it('is not for others, nor outside the follow-up, nor for another jurisdiction’s', async () => {
      const caseId = await opened();
      for (const role of ['clerk', 'admin', 'department'] as const) {
        const who = desk.app.as(role, { jurisdiction: String(jurisdiction) });
        expect((await assign(who, caseId, 'hui-1')).status).toBe(403);
      }
      expect((await assign(desk.app.as('leader', { jurisdiction: '370499' }), caseId, 'hui-1')).status).toBe(404);
      await desk.post(officer('hui-1'), caseId, 'grade', { grade: 'satisfied' });
      expect(await assign(officer('hui-1'), caseId)).toMatchObject(refused(409, 'not-allowed-now'));
      expect((await assign(leader(), randomUUID(), 'hui-1')).status).toBe(404);
      const rubbish = await desk.post(leader(), caseId, 'assignment', { officer: '' });
      expect(rubbish.status).toBe(400);
    });
  });

  it('is asked for in the list: mine, nobody’s, all; each round is assigned anew', async () => {
    const [mine, others, free] = [await opened(), await opened(), await opened()];
    await assign(officer('hui-1'), mine);
    await assign(officer('hui-2'), others);
    const listed = async (query: string) => {
      const { body } = await officer('hui-1').get(`/v1/follow-ups?${query}`);
      return body.items.map((item: { complaintId: string }) => item.complaintId).sort();
    };
    expect(await listed('assigned=mine')).toEqual([mine]);
    expect(await listed('assigned=unassigned')).toEqual([free]);
    expect(await listed('')).toEqual([mine, others, free].sort());
    expect((await officer('hui-1').get('/v1/follow-ups?assigned=all')).status).toBe(400);
    await desk.post(officer('hui-1'), mine, 'grade', { grade: 'dissatisfied' });
    await desk.rework(mine, 1);
    await desk.handleAgain(mine);
    await desk.followUp(mine, 2);
    expect(await listed('assigned=unassigned')).toEqual([mine, free].sort());
  });
});
