import { randomUUID } from 'node:crypto';

import { dispatchClock, nextAlarm, type CaseClock } from '@bancheng/domain';
import { conductOf } from '@bancheng/testing';
import { field, Hall, STARTS_WITHIN_MS, marchClose, MONDAY } from '../../routing/test/hall.js';
import { Warn } from './application/warn.use-case.js';

const REPROJECTED = { because: 'calendar' as const, fromVersion: '1', toVersion: '2', moved: [] };

describe('督办', () => {
  let hall: Hall;

  beforeAll(async () => {
    hall = await Hall.open();
  }, STARTS_WITHIN_MS);
  afterAll(() => hall.close());
  beforeEach(() => hall.clock.set(MONDAY));

  const leader = () => hall.app.as('leader');
  const nextOf = async (caseId: string) => nextAlarm((await hall.stateOf(caseId)).clocks as CaseClock[]);
  const warn = (caseId: string, alarm: Awaited<ReturnType<typeof nextOf>>) =>
    hall.app.provider(Warn).execute(caseId, alarm!);

  /** Gives the case every alarm that is due by `at`. */
  async function superviseUntil(caseId: string, at: string): Promise<void> {
    hall.clock.set(at);
    const now = hall.clock.now();
    for (let alarm = await nextOf(caseId); alarm !== null && alarm.at <= now; alarm = await nextOf(caseId)) {
      expect((await warn(caseId, alarm)).refused).toBeNull();
    }
  }

  async function notices(query = '') {
    const { status, body } = await leader().get(`/v1/leader/supervision?limit=100${query}`);
    expect(status).toBe(200);
    return body.items as { noticeId: string; complaintId: string; ordinal: number; department: string | null }[];
  }
  const noticesOf = async (caseId: string) => (await notices()).filter(({ complaintId }) => complaintId === caseId);
  const urgedOf = (caseId: string) =>
    hall.app.ownerQuery<{ ordinal: number; at: Date }>(
      `select ordinal, at from supervision.supervision_notice where case_id = $1 and clock_id = 'case' order by ordinal`,
      [caseId],
    );

  /** A case of scjg past its deadline, with the first 督办单 of both clocks. */
  async function overdue() {
    const { caseId, dispatchId } = await hall.dispatched();
    await superviseUntil(caseId, '2026-03-04T17:00:01+08:00');
    return { caseId, dispatchId };
  }

  const instruct = (body: Record<string, unknown>, key: string = randomUUID()) =>
    leader().post('/v1/leader/instructions', { text: '请王小明所说之事今日办结', ...body }, { 'idempotency-key': key });
  const answer = (who: ReturnType<Hall['department']>, id: string) =>
    who.post(`/v1/dispatches/instructions/${id}/answer`, { text: '已办结' });
  const instructionsOf = async (who: ReturnType<Hall['department']>, path: string, more = '') =>
    (await who.get(`${path}?limit=100${more}`)).body.items as Record<string, unknown>[];
  const idsFor = async (who: ReturnType<Hall['department']>, path = '/v1/dispatches/instructions') =>
    (await instructionsOf(who, path)).map(({ instructionId }) => instructionId);

  describe('督办单', () => {
    it('comes with the red warning, then at the close of each working day, five in all', async () => {
      const { caseId } = await overdue();
      expect((await hall.stateOf(caseId)).kinds.slice(-4)).toEqual(['redWarned', 'redWarned', 'urged', 'urged']);
      for (const day of [5, 6, 7, 9, 10, 11, 12]) {
        await superviseUntil(caseId, `2026-03-${String(day).padStart(2, '0')}T17:00:01+08:00`);
      }
      expect((await urgedOf(caseId)).map(({ ordinal, at }) => [ordinal, at.toISOString().slice(0, 10)])).toEqual([
        [1, '2026-03-04'],
        [2, '2026-03-05'],
        [3, '2026-03-06'],
        [4, '2026-03-09'],
        [5, '2026-03-10'],
      ]);
      expect(await nextOf(caseId)).toBeNull();
    });

    it('is one after days of outage, and is not given twice', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      hall.clock.set('2026-03-11T10:00:00+08:00');
      await superviseUntil(caseId, '2026-03-11T10:00:00+08:00');
      expect(await urgedOf(caseId)).toHaveLength(1);
      const standing = (await hall.stateOf(caseId)).seq;
      const repeated = { clockId: 'case', level: 'urge' as const, at: hall.clock.now(), dueAt: marchClose(4) };
      expect(await warn(caseId, repeated)).toEqual({ acts: [], refused: 'alarm-stale' });
      expect((await hall.stateOf(caseId)).seq).toBe(standing);
      await expect(warn(caseId, (await nextOf(caseId))!)).rejects.toMatchObject({ type: 'NotYetDue' });
      await hall.reply(dispatchId);
      const stale = { ...repeated, at: marchClose(12) };
      expect(await warn(caseId, stale)).toEqual({ acts: [], refused: 'alarm-stale' });
    });

    it('is warned again of a deadline that was moved and moved back', async () => {
      const { caseId } = await hall.dispatched();
      await superviseUntil(caseId, '2026-03-03T17:00:01+08:00');
      const { clocks } = await hall.stateOf(caseId);
      const back = (clocks as CaseClock[]).map((clock) => ({ ...clock, yellowWarnedAt: null }));
      await hall.cases.act(caseId, 'deadlinesReprojected', { detail: REPROJECTED, clocks: back });
      await superviseUntil(caseId, '2026-03-03T17:00:02+08:00');
      const { kinds } = await hall.stateOf(caseId);
      expect(kinds.filter((kind) => kind === 'yellowWarned')).toHaveLength(4);
    });

    it('stands in the leader’s list, the last of each deadline, until the clock ends or moves', async () => {
      const { caseId, dispatchId } = await overdue();
      await superviseUntil(caseId, '2026-03-05T17:00:01+08:00');
      const listed = await noticesOf(caseId);
      expect(listed).toMatchObject([
        { ordinal: 2, department: null, status: 'dispatched', instructions: 0, clock: { overdueAt: marchClose(4) } },
        { ordinal: 2, department: 'scjg' },
      ]);
      const ofScjg = await notices('&department=scjg');
      expect(ofScjg.filter(({ complaintId }) => complaintId === caseId)).toHaveLength(1);
      expect(new Set(ofScjg.map(({ department }) => department))).toEqual(new Set(['scjg']));
      const elsewhere = await hall.app.as('leader', { jurisdiction: '370102' }).get('/v1/leader/supervision');
      expect(elsewhere.body.items).toEqual([]);
      expect((await hall.app.as('clerk').get('/v1/leader/supervision')).status).toBe(403);
      await hall.reply(dispatchId);
      expect(await noticesOf(caseId)).toEqual([]);
    });

    it('is listed page by page', async () => {
      for (let count = 0; count < 3; count += 1) await overdue();
      const all = await notices();
      const paged: unknown[] = [];
      for (let cursor = ''; ;) {
        const { body } = await leader().get(`/v1/leader/supervision?limit=2${cursor}`);
        paged.push(...body.items);
        if (body.next === null) break;
        cursor = `&cursor=${body.next}`;
      }
      expect(paged).toEqual(all);
      expect((await leader().get('/v1/leader/supervision?cursor=x')).body.code).toBe('cursor-malformed');
    });
  });

  describe('批示', () => {
    it('to a department is seen and answered by it alone, once', async () => {
      const { caseId } = await overdue();
      const [notice] = await noticesOf(caseId);
      const given = await instruct({ complaintId: caseId, noticeId: notice!.noticeId, department: 'scjg' });
      expect(given).toMatchObject({ status: 201, body: { kind: 'instructed', status: 'dispatched' } });
      const { instructionId } = given.body;
      expect((await noticesOf(caseId)).map((one) => (one as never)['instructions'])).toEqual([1, 1]);

      expect(await idsFor(hall.department())).toContain(instructionId);
      expect(await idsFor(hall.department('bdc'))).not.toContain(instructionId);
      expect(await idsFor(hall.app.as('clerk'))).toContain(instructionId);
      expect((await answer(hall.department('bdc'), instructionId)).status).toBe(404);
      const clerks = await answer(hall.app.as('clerk'), instructionId);
      expect(clerks).toMatchObject({ status: 403, body: { code: 'instruction-for-others' } });
      const answered = await answer(hall.department(), instructionId);
      expect(answered).toMatchObject({ status: 200, body: { kind: 'instructionAnswered' } });
      expect((await answer(hall.department(), instructionId)).body.code).toBe('instruction-already-answered');

      expect(await idsFor(leader(), '/v1/leader/instructions')).not.toContain(instructionId);
      const done = await instructionsOf(leader(), '/v1/leader/instructions', '&answered=true');
      expect(done.find((one) => one['instructionId'] === instructionId)).toMatchObject({
        text: '请王小明所说之事今日办结',
        answer: '已办结',
        givenBy: 'leader-1',
        answeredBy: 'scjg-person',
        noticeId: notice!.noticeId,
      });
    });

    it('to nobody else is the clerk’s; a case may have several, and a repeated one counts once', async () => {
      const { caseId } = await hall.dispatched();
      const key = randomUUID();
      const first = await instruct({ complaintId: caseId }, key);
      expect((await instruct({ complaintId: caseId }, key)).body).toEqual(first.body);
      const second = await instruct({ complaintId: caseId });
      const { kinds } = await hall.stateOf(caseId);
      expect(kinds.filter((kind) => kind === 'instructed')).toHaveLength(2);
      expect(await idsFor(hall.department())).not.toContain(first.body.instructionId);
      expect((await answer(hall.department(), first.body.instructionId)).status).toBe(404);
      expect((await answer(hall.app.as('clerk'), first.body.instructionId)).status).toBe(200);
      const waiting = await idsFor(leader(), '/v1/leader/instructions');
      expect(waiting).toContain(second.body.instructionId);
      expect(waiting).not.toContain(first.body.instructionId);
    });

    it('is refused for another hall’s case, a department without part in it, and a 督办单 of another case', async () => {
      const { caseId } = await hall.dispatched();
      const other = await overdue();
      const [notice] = await noticesOf(other.caseId);
      expect((await instruct({ complaintId: caseId, department: 'bdc' })).body).toMatchObject(
        field('department-not-involved', '/department'),
      );
      const strange = await instruct({ complaintId: caseId, noticeId: notice!.noticeId });
      expect(strange).toMatchObject({ status: 404, body: { code: 'supervision-notice-not-found' } });
      const elsewhere = hall.app.as('leader', { jurisdiction: '370102' });
      const theirs = await elsewhere.post('/v1/leader/instructions', { complaintId: caseId, text: '办' });
      expect(theirs).toMatchObject({ status: 404, body: { code: 'complaint-not-found' } });
      expect((await hall.app.as('clerk').post('/v1/leader/instructions', {})).status).toBe(403);
      const { kinds } = await hall.stateOf(caseId);
      expect(kinds).not.toContain('instructed');
      const own = await instruct({ complaintId: caseId });
      const answered = await hall.app
        .as('clerk', { jurisdiction: '370102' })
        .post(`/v1/dispatches/instructions/${own.body.instructionId}/answer`, { text: '办' });
      expect(answered.status).toBe(404);
    });

    it('hides the citizen from a department that may not know who it is', async () => {
      const { caseId } = await hall.dispatched(conductOf('scjg'));
      const { body } = await instruct({ complaintId: caseId, department: 'scjg' });
      const [shown] = (await instructionsOf(hall.department(), '/v1/dispatches/instructions')).filter(
        ({ instructionId }) => instructionId === body.instructionId,
      );
      expect(shown!['text']).toBe('请反映人所说之事今日办结');
    });

    it('that was not answered holds nothing up, stays listed when the case is over and may be answered then', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const { body } = await instruct({ complaintId: caseId, department: 'scjg' });
      await hall.reply(dispatchId);
      await hall.cases.act(caseId, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
      await hall.cases.act(caseId, 'closed', { detail: {} });
      expect(await idsFor(leader(), '/v1/leader/instructions')).toContain(body.instructionId);
      expect(await idsFor(hall.department())).toContain(body.instructionId);
      expect((await hall.clockOf(caseId, dispatchClock(dispatchId).clockId)).endedAt).not.toBeNull();
      const late = await answer(hall.department(), body.instructionId);
      expect(late).toMatchObject({ status: 200, body: { kind: 'instructionAnswered', status: 'closed' } });
      expect(await idsFor(leader(), '/v1/leader/instructions')).not.toContain(body.instructionId);
    });

    it('is answered when the case is filed too, once and by whom it was given to; nothing new is given then', async () => {
      const { caseId, dispatchId } = await hall.dispatched();
      const { body } = await instruct({ complaintId: caseId });
      await hall.reply(dispatchId);
      await hall.cases.act(caseId, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
      await hall.cases.act(caseId, 'closed', { detail: {} });
      const filed = { catalogueNumber: 'A-1', retention: '30-years' as const, absentClasses: [] };
      await hall.cases.act(caseId, 'archived', { detail: filed });
      expect((await answer(hall.department(), body.instructionId)).status).toBe(404);
      const late = await answer(hall.app.as('clerk'), body.instructionId);
      expect(late).toMatchObject({ status: 200, body: { kind: 'instructionAnswered', status: 'archived' } });
      const again = await answer(hall.app.as('clerk'), body.instructionId);
      expect(again.body.code).toBe('instruction-already-answered');
      expect((await instruct({ complaintId: caseId })).body.code).toBe('not-allowed-now');
    });
  });
});
