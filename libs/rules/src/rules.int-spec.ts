import { randomUUID } from 'node:crypto';
import { BUILT_IN_CALENDAR, BUILT_IN_RULES } from '@bancheng/casebook';
import { ACT_DETAILS } from '@bancheng/contracts';
import {
  caseClockRef,
  DEFAULT_HALL_POLICY,
  startCaseClock,
  superviseClock,
  type CalendarData,
  type CaseClock,
} from '@bancheng/domain';
import { until } from '@bancheng/testing';
import { MONDAY, problem, Reception } from '../../intake/test/reception.js';
import { Reprojector } from './application/reprojector.js';

const NEW_YEARS_EVE = '2026-12-31T10:00:00+08:00';
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/** The product's calendar and a notice for 2027 by which Monday 4 January is off too. */
function notice2027(version: string, more: readonly string[] = ['2027-01-04']): CalendarData {
  const holidays = [...FIXED.map((day) => `2027-${day}`), ...more].map((date) => [date, '法定节假日']);
  const off = { ...BUILT_IN_CALENDAR.holidays, ...(Object.fromEntries(holidays) as Record<string, string>) };
  return { ...BUILT_IN_CALENDAR, version, coveredTo: '2027-12-31', holidays: off };
}

describe('Rules of a hall', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const admin = (jurisdiction = '370406') => reception.app.as('admin', { jurisdiction });
  const tag = (version: number) => ({ 'if-match': `"${version}"` });
  const setPolicy = (jurisdiction: string, seen: number, change: object, more: object = {}) =>
    admin(jurisdiction).post('/v1/policies', { policy: { ...DEFAULT_HALL_POLICY, ...change }, ...more }, tag(seen));

  async function accepted(jurisdiction: string, type = 'general'): Promise<{ id: string; clocks: any[] }> {
    const { id } = await reception.register({}, { jurisdiction });
    const answer = await reception.app.as('clerk', { jurisdiction }).post(`/v1/complaints/${id}/accept`, { type });
    expect(answer.status).toBe(200);
    return { id, clocks: answer.body.clocks };
  }
  const dueOf = (clocks: any[], clockId = caseClockRef(1).clockId) =>
    clocks.find((clock) => clock.clockId === clockId).dueAt;

  async function finished(path: 'calendars' | 'policies', jurisdiction = '370406'): Promise<any> {
    return until(async () => {
      const { body } = await admin(jurisdiction).get(`/v1/${path}/reprojections`);
      return body.items[0].finishedAt !== null && body.items[0];
    });
  }

  describe('policies', () => {
    it('begin with the one the product ships with', async () => {
      const { status, body, headers } = await admin('370410').get('/v1/policies/current');
      expect([status, headers['etag']]).toEqual([200, '"0"']);
      expect(body).toMatchObject({
        jurisdiction: '370410',
        version: 0,
        effectiveFrom: null,
        policy: DEFAULT_HALL_POLICY,
      });
    });

    it('let halls with 5 and 10 days, and with 1, 3 and 5, work beside this one, each with its own numbers', async () => {
      const lengths = { general: { workingDays: 5 }, complex: { workingDays: 10 } };
      const made = await setPolicy('370402', 0, lengths);
      expect([made.status, made.headers['etag'], made.body.version]).toEqual([201, '"1"', 1]);
      const thirds = { simple: { workingDays: 1 }, general: { workingDays: 3 }, complex: { workingDays: 5 } };
      expect((await setPolicy('370403', 0, thirds)).status).toBe(201);
      const dues = [];
      for (const jurisdiction of ['370406', '370402', '370403']) {
        for (const type of ['simple', 'general', 'complex'])
          dues.push(dueOf((await accepted(jurisdiction, type)).clocks));
      }
      const march = (day: number) => `2026-03-${String(day).padStart(2, '0')}T09:00:00.000Z`;
      expect(dues).toEqual([2, 4, 9, 2, 9, 16, 3, 5, 9].map(march));
      const { number } = await reception.register({}, { jurisdiction: '370402' });
      expect(number).toBe('BBCS-370402-2026-00004');
    });

    it('hold for what is registered from their day on; what runs keeps its own', async () => {
      const running = await reception.register({}, { jurisdiction: '370404' });
      const planned = await setPolicy('370404', 0, { general: { workingDays: 4 } }, { effectiveFrom: '2026-03-04' });
      expect(planned.body).toMatchObject({ version: 1, effectiveFrom: '2026-03-03T16:00:00.000Z' });
      expect((await admin('370404').get('/v1/policies/current')).body.version).toBe(0);
      reception.clock.set('2026-03-04T08:00:00+08:00');
      expect((await admin('370404').get('/v1/policies/current')).body).toMatchObject({ version: 1 });
      const clerk = reception.app.as('clerk', { jurisdiction: '370404' });
      const kept = await clerk.post(`/v1/complaints/${running.id}/accept`, { type: 'general' });
      expect(dueOf(kept.body.clocks)).toBe('2026-03-06T09:00:00.000Z');
      expect(dueOf((await accepted('370404')).clocks)).toBe('2026-03-10T09:00:00.000Z');
    });

    it('are refused field by field in Chinese, with unknown fields, and when they are based on what is past', async () => {
      const wrong = { general: { workingDays: 61 }, reworkRounds: 1.5, generous: true };
      const refused = await setPolicy('370405', 0, wrong);
      expect(refused).toEqual(problem(400, 'request-invalid'));
      const errors = refused.body.errors as { pointer: string; message: string }[];
      expect(errors.map(({ pointer }) => pointer).sort()).toEqual(
        ['/policy/general/workingDays', '/policy/generous', '/policy/reworkRounds'].sort(),
      );
      for (const { message } of errors) expect(message).toMatch(/\p{Script=Han}/u);
      const backwards = await setPolicy('370405', 0, { complex: { workingDays: 1 } });
      expect(backwards.body.errors).toMatchObject([{ pointer: '/policy/complex/workingDays' }]);
      const hours = await setPolicy('370405', 0, { officeHours: { noon: '17:00', close: '12:00' } });
      expect(hours.body.errors).toMatchObject([
        { pointer: '/policy/officeHours/close', message: '下班时间须晚于中午' },
      ]);
      const foreign = await setPolicy('370405', 0, { areaCode: '632' });
      expect(foreign.body.errors).toMatchObject([{ pointer: '/policy/areaCode' }]);
      const { urgesAtMost: _urgesAtMost, ...incomplete } = DEFAULT_HALL_POLICY;
      const missing = await admin('370405').post('/v1/policies', { policy: incomplete }, tag(0));
      expect(missing.body.errors).toMatchObject([{ pointer: '/policy/urgesAtMost' }]);
      expect(await setPolicy('370405', 0, {}, { effectiveFrom: '2026-03-02' })).toEqual(
        problem(422, 'effective-date-past', [expect.objectContaining({ pointer: '/effectiveFrom' })]),
      );
      expect(await setPolicy('370405', 1, {})).toEqual(problem(412, 'stale-version'));
      const body = { policy: DEFAULT_HALL_POLICY };
      expect(await admin('370405').post('/v1/policies', body)).toEqual(problem(428, 'if-match-required'));
      expect(await reception.app.as('leader').post('/v1/policies', body, tag(0))).toEqual(
        problem(403, 'role-required'),
      );
      expect((await admin('370405').get('/v1/policies')).body.items).toEqual([]);
    });

    it('of two admins who change them at once one is refused', async () => {
      const answers = await Promise.all([1, 2].map((urgesAtMost) => setPolicy('370408', 0, { urgesAtMost })));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
      const { body } = await admin('370408').get('/v1/policies');
      expect(body.items).toHaveLength(1);
    });

    it('move open cases of their hall when that is asked for, and no others', async () => {
      const open = await accepted('370409');
      const elsewhere = await accepted('370411');
      await setPolicy('370409', 0, { general: { workingDays: 5 } });
      const untouched = await accepted('370409');
      const first = `/v1/policies/1/reproject`;
      expect(await admin('370409').post('/v1/policies/2/reproject', {})).toEqual(problem(409, 'policy-not-in-force'));
      expect((await admin('370409').post(first, {})).status).toBe(202);
      expect(await finished('policies', '370409')).toMatchObject({
        because: 'policy',
        toVersion: '1',
        cases: 1,
        failed: 0,
      });
      const { clocks, policy_version: version } = await reception.row(open.id);
      expect([version, dueOf(clocks)]).toEqual([1, '2026-03-09T09:00:00.000Z']);
      expect(clocks.find((clock: CaseClock) => clock.clockId === caseClockRef(1).clockId).originalDueAt).toBe(
        dueOf(open.clocks),
      );
      const timeline = await reception.app
        .as('clerk', { jurisdiction: '370409' })
        .get(`/v1/complaints/${open.id}/timeline`);
      expect(timeline.body.items.at(-1)).toMatchObject({
        kind: 'deadlinesReprojected',
        label: '时限重新推算',
        actor: 'admin-1',
        role: 'admin',
        detail: { because: 'policy', fromVersion: '0', toVersion: '1', moved: [{ oldDueAt: dueOf(open.clocks) }] },
      });
      expect((await reception.row(untouched.id))['seq']).toBe(2);
      expect(await reception.row(elsewhere.id)).toMatchObject({ seq: 2, policy_version: 0 });
    });
  });

  describe('calendars', () => {
    const installer = () => reception.app.as('installation-admin');

    it('are the installation’s, which no hall’s admin changes', async () => {
      const edit = { version: 'by-a-hall', days: [{ date: '2026-03-09', kind: 'holiday', name: '本厅放假' }] };
      for (const [path, body] of [
        ['/v1/calendars', BUILT_IN_CALENDAR],
        ['/v1/calendars/edits', edit],
        ['/v1/calendars/by-a-hall/take', {}],
      ] as const) {
        expect(await admin().post(path, body, tag(0))).toEqual(problem(403, 'role-required'));
      }
      expect((await admin().get('/v1/calendars/current')).status).toBe(200);
      expect((await installer().get('/v1/worklists/open')).status).toBe(403);
    });

    const taking = async () =>
      Number(/\d+/.exec(String((await installer().get('/v1/calendars/current')).headers['etag']))![0]);

    /** Imports and takes a calendar, and waits until open deadlines have been counted anew. */
    async function take(data: CalendarData): Promise<any> {
      expect((await installer().post('/v1/calendars', data)).status).toBe(201);
      const taken = await installer().post(`/v1/calendars/${data.version}/take`, {}, tag(await taking()));
      expect(taken.status).toBe(200);
      return finished('calendars');
    }

    it('are refused with every fault at its day, in Chinese', async () => {
      const { '2026-10-01': _nationalDay, ...holidays } = BUILT_IN_CALENDAR.holidays;
      const makeUpWorkingDays = { '2026-03-03': '错', '2030-01-05': '远', '2026-02-30': '无' };
      const bad = await installer().post('/v1/calendars', {
        ...BUILT_IN_CALENDAR,
        version: 'bad-1',
        holidays,
        makeUpWorkingDays,
      });
      expect(bad.body.errors).toEqual([
        {
          in: 'body',
          pointer: '/makeUpWorkingDays/2026-02-30',
          code: 'custom',
          message: '没有这一天，日期应为 YYYY-MM-DD',
        },
      ]);
      const { '2026-02-30': _none, ...days } = makeUpWorkingDays;
      const given = { ...BUILT_IN_CALENDAR, version: 'bad-1', holidays, makeUpWorkingDays: days };
      const worse = await installer().post('/v1/calendars', given);
      expect(worse.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
        '/makeUpWorkingDays/2030-01-05',
        '/makeUpWorkingDays/2026-03-03',
        '/holidays/2026-10-01',
      ]);
      for (const { message } of worse.body.errors) expect(message).toMatch(/\p{Script=Han}/u);
      const unnamed = await installer().post('/v1/calendars', { ...given, version: 'current' });
      expect(unnamed.body.errors).toContainEqual(expect.objectContaining({ pointer: '/version' }));
      expect(await reception.app.as('leader').post('/v1/calendars', BUILT_IN_CALENDAR)).toEqual(
        problem(403, 'role-required'),
      );
      expect(await installer().get('/v1/calendars/bad-1')).toEqual(problem(404, 'calendar-not-found'));
    });

    it('warn from 1 November on of a year whose notice is missing', async () => {
      const coverage = async () => (await reception.app.as('leader').get('/v1/calendars/coverage')).body;
      reception.clock.set('2026-10-31T23:59:59+08:00');
      expect(await coverage()).toMatchObject({ coveredTo: '2026-12-31', missingYear: null, alert: null });
      reception.clock.set('2026-11-01T00:00:00+08:00');
      expect(await coverage()).toMatchObject({ missingYear: 2027, alert: expect.stringContaining('2027') });
    });

    it('show what they would change before they are taken, and settle provisional deadlines when they are', async () => {
      reception.clock.set(NEW_YEARS_EVE);
      const moves = await reception.register();
      expect(moves).toMatchObject({ acceptanceDueAt: '2027-01-04T09:00:00.000Z', provisional: true });
      const general = await accepted('370406');
      expect(dueOf(general.clocks)).toBe('2027-01-05T09:00:00.000Z');
      const data = notice2027('notices-2027');
      const imported = await installer().post('/v1/calendars', data);
      expect(imported.body).toMatchObject({
        ...data,
        importedBy: 'installation-admin-1',
        takenAt: null,
        inForce: false,
      });
      expect(await installer().post('/v1/calendars', data)).toEqual(problem(409, 'calendar-version-taken'));

      const { body: diff, headers } = await installer().get('/v1/calendars/notices-2027/diff');
      expect(diff).toMatchObject({
        from: { version: BUILT_IN_CALENDAR.version, coveredTo: '2026-12-31' },
        to: { version: 'notices-2027', coveredTo: '2027-12-31' },
        days: [{ date: '2027-01-04', working: false, wasGuess: true }],
        affected: { cases: 2, clocks: 2, settled: 0 },
      });
      const path = '/v1/calendars/notices-2027/take';
      const seen = { 'if-match': String(headers['etag']) };
      const taken = await installer().post(path, {}, seen);
      expect(taken.body).toMatchObject({
        version: 'notices-2027',
        reprojection: { because: 'calendar', finishedAt: null },
      });
      expect(await installer().post(path, {}, seen)).toEqual(problem(412, 'stale-version'));
      expect(await installer().post(path, {}, tag(await taking()))).toEqual(problem(409, 'calendar-in-force'));

      expect(await finished('calendars')).toMatchObject({ cases: 2, clocks: 2, failed: 0, toVersion: 'notices-2027' });
      const { clocks, due_at: dueAt } = await reception.row(moves.id);
      expect(clocks[0]).toMatchObject({
        dueAt: '2027-01-05T09:00:00.000Z',
        originalDueAt: '2027-01-04T09:00:00.000Z',
        provisional: false,
        calendarVersion: 'notices-2027',
      });
      expect(dueAt.toISOString()).toBe('2027-01-05T09:00:00.000Z');
      const [act] = await reception.app.ownerQuery<{ detail: unknown; owed: number }>(
        `select detail, (select count(*)::int from casebook.delivery d where d.case_id = a.case_id and d.seq = a.seq) as owed
         from casebook.act a where case_id = $1 and kind = 'deadlinesReprojected'`,
        [general.id],
      );
      expect(act!.owed).toBe(2);
      expect(ACT_DETAILS.deadlinesReprojected.parse(act!.detail)).toEqual({
        because: 'calendar',
        fromVersion: BUILT_IN_CALENDAR.version,
        toVersion: 'notices-2027',
        moved: [
          { clockId: caseClockRef(1).clockId, oldDueAt: dueOf(general.clocks), newDueAt: '2027-01-06T09:00:00.000Z' },
        ],
      });
      expect(await reception.register()).toMatchObject({
        acceptanceDueAt: '2027-01-05T09:00:00.000Z',
        provisional: false,
      });
      expect((await installer().get('/v1/calendars/coverage')).body).toMatchObject({ missingYear: null, alert: null });
      expect((await installer().get('/v1/calendars')).body.items).toMatchObject([
        { version: 'notices-2027', inForce: true },
      ]);
    });

    it('are edited day by day on top of the one in force', async () => {
      reception.clock.set(NEW_YEARS_EVE);
      const saturday = { date: '2027-01-09', kind: 'make-up', name: '元旦' };
      const wrong = [
        saturday,
        { date: '2027-05-01', kind: 'ordinary' },
        { date: '2027-01-06', kind: 'make-up', name: '错' },
      ];
      const refused = await installer().post('/v1/calendars/edits', { version: 'edit-1', days: wrong });
      expect(refused).toEqual(problem(422, 'calendar-invalid'));
      expect(refused.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/days/2', '/days/1']);
      const endless = await installer().post('/v1/calendars/edits', {
        version: 'edit-1',
        coveredTo: '9999-12-31',
        days: [],
      });
      expect(endless).toEqual(problem(422, 'calendar-invalid'));
      expect(endless.body.errors).toMatchObject([{ pointer: '/coveredTo', code: 'calendar-coverage-too-long' }]);
      const twice = { version: 'edit-1', days: [saturday, { date: saturday.date, kind: 'ordinary' }] };
      const pointer = '/days/1/date';
      expect((await installer().post('/v1/calendars/edits', twice)).body.errors).toMatchObject([
        { pointer, code: 'custom' },
      ]);
      const edited = await installer().post('/v1/calendars/edits', { version: 'edit-1', days: [saturday] });
      expect(edited.status).toBe(201);
      expect(edited.body.makeUpWorkingDays['2027-01-09']).toBe('元旦');
      const { body } = await installer().get('/v1/calendars/edit-1/diff');
      expect(body.days).toEqual([{ date: '2027-01-09', working: true, wasGuess: false }]);
      const old = { ...BUILT_IN_CALENDAR, version: 'only-2025', coveredFrom: '2025-01-01', coveredTo: '2025-01-01' };
      const past = { ...old, holidays: { '2025-01-01': '元旦' }, makeUpWorkingDays: {} };
      expect((await installer().post('/v1/calendars', past)).status).toBe(201);
      const uncovered = await installer().post('/v1/calendars/only-2025/take', {}, tag(await taking()));
      expect(uncovered).toEqual(problem(422, 'calendar-not-covering-today'));
    });

    it('move 500 open cases once each though the database is torn away halfway and people go on, and none that is closed', async () => {
      reception.clock.set('2027-02-26T10:00:00+08:00');
      const at = reception.clock.now();
      const { calendar } = BUILT_IN_RULES;
      const clocks = [startCaseClock(1, 'general', at, BUILT_IN_RULES)];
      expect(clocks[0]).toMatchObject({ dueAt: '2027-03-02T09:00:00.000Z', calendarVersion: calendar.version });
      const jurisdiction = '370499';
      const closed = await reception.cases.register({ jurisdiction, clocks });
      await reception.cases.act(closed, 'declined', { detail: { reason: 'petition' } });
      const excluded = { excluded: 'withdrawn' } as const;
      await reception.cases.act(closed, 'followUpOpened', { detail: excluded, to: 'followed-up' });
      await reception.cases.act(closed, 'closed', { detail: {} });
      for (let count = 0; count < 500; count += 1) await reception.cases.register({ jurisdiction, clocks });

      const data = notice2027(`notices-${randomUUID()}`, ['2027-01-04', '2027-03-01']);
      expect((await installer().post('/v1/calendars', data)).status).toBe(201);
      const { body } = await installer().post(`/v1/calendars/${data.version}/take`, {}, tag(await taking()));
      const [job] = [body.reprojection.id as string];
      await until(async () => {
        const [row] = await reception.app.ownerQuery<{ cases: number }>(
          'select cases from rules.reprojection where id = $1',
          [job],
        );
        expect(row!.cases).toBeLessThan(500);
        return row!.cases >= 100;
      });
      await reception.app.ownerQuery(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bancheng_rules' and datname = current_database()`,
      );
      const done = await finishedAfterOutage();
      expect(done).toMatchObject({ failed: 0 });

      const rows = await reception.app.ownerQuery<{ due: string; acts: number; seq: number; status: string }>(
        `select clocks->0->>'dueAt' as due, seq, status,
           (select count(*)::int from casebook.act a where a.case_id = c.id and a.kind = 'deadlinesReprojected') as acts
         from casebook.complaint c where jurisdiction = $1`,
        [jurisdiction],
      );
      const open = rows.filter(({ status }) => status === 'registered');
      expect(open).toHaveLength(500);
      for (const row of open) expect(row).toMatchObject({ due: '2027-03-03T09:00:00.000Z', acts: 1, seq: 2 });
      expect(rows.filter(({ status }) => status === 'closed')).toMatchObject([
        { due: clocks[0]!.dueAt, acts: 0, seq: 4 },
      ]);
    });

    /** While people go on registering; right after the sessions were ended one of their requests may fail too. */
    async function finishedAfterOutage(): Promise<any> {
      return until(async () => {
        await reception.register({}, { jurisdiction: '370498' }).catch(() => undefined);
        const { status, body } = await installer().get('/v1/calendars/reprojections');
        return status === 200 && body.items[0].finishedAt !== null && body.items[0];
      });
    }

    it('are worked on by one process at a time', async () => {
      reception.clock.set('2027-02-26T10:00:00+08:00');
      await reception.register({}, { jurisdiction: '370497' });
      const data = notice2027(`notices-${randomUUID()}`, ['2027-01-04', '2027-03-02']);
      expect((await installer().post('/v1/calendars', data)).status).toBe(201);
      const owner = 'select %s(7230003, 1)';
      await reception.app.ownerQuery(owner.replace('%s', 'pg_advisory_lock'));
      await installer().post(`/v1/calendars/${data.version}/take`, {}, tag(await taking()));
      await reception.app.provider(Reprojector).pass(new AbortController().signal);
      const [job] = (await installer().get('/v1/calendars/reprojections')).body.items;
      expect(job).toMatchObject({ toVersion: data.version, looked: 0, finishedAt: null });
      await reception.app.ownerQuery(owner.replace('%s', 'pg_advisory_unlock'));
      expect((await finished('calendars')).cases).toBeGreaterThan(0);
    });

    it('take back the overdue mark of a provisional deadline that moves, by an act that says why, and of no other', async () => {
      reception.clock.set('2027-12-27T10:00:00+08:00');
      const sure = await accepted('370406');
      reception.clock.set('2027-12-31T10:00:00+08:00');
      const guessed = await accepted('370406');
      reception.clock.set('2028-01-05T10:00:00+08:00');
      for (const { id, clocks } of [sure, guessed]) {
        const clock = clocks.find(({ kind }) => kind === 'case') as CaseClock;
        const { clockId, dueAt } = clock;
        const marked = superviseClock((await reception.row(id))['clocks'].at(-1), 'red', dueAt, BUILT_IN_RULES);
        await reception.cases.act(id, 'redWarned', { detail: { clockId, department: null, dueAt }, clocks: [marked] });
        expect(await reception.row(id)).toMatchObject({ overdue: true });
      }
      const covered = notice2027(
        'notices-2028',
        FIXED.map((day) => `2028-${day}`),
      );
      const off = { '2028-01-03': '元旦', '2028-01-04': '元旦' };
      await take({ ...covered, coveredTo: '2028-12-31', holidays: { ...covered.holidays, ...off } });
      expect(await reception.row(guessed.id)).toMatchObject({ overdue: false });
      const [act] = await reception.app.ownerQuery<{ detail: unknown }>(
        `select detail from casebook.act where case_id = $1 and kind = 'deadlinesReprojected'`,
        [guessed.id],
      );
      const clockId = caseClockRef(1).clockId;
      const [oldDueAt, newDueAt] = ['2028-01-04T09:00:00.000Z', '2028-01-06T09:00:00.000Z'];
      expect(act!.detail).toMatchObject({
        ...{ because: 'calendar', toVersion: 'notices-2028' },
        ...{ moved: [{ clockId, oldDueAt, newDueAt }], takenBack: [clockId] },
      });
      const { clocks } = await reception.row(guessed.id);
      expect(clocks.at(-1)).toMatchObject({ dueAt: newDueAt, originalDueAt: oldDueAt, overdueAt: null });
      expect(clocks.at(-1)).not.toHaveProperty('urgeAt');
      expect(await reception.row(sure.id)).toMatchObject({ overdue: true });
    });

    it('are taken one at a time, and unknown ones not at all', async () => {
      reception.clock.set('2027-02-26T10:00:00+08:00');
      await take(notice2027(`notices-${randomUUID()}`));
      expect(await installer().get('/v1/calendars/notices-1999/diff')).toEqual(problem(404, 'calendar-not-found'));
      expect(await installer().post('/v1/calendars/notices-1999/take', {}, tag(await taking()))).toEqual(
        problem(404, 'calendar-not-found'),
      );
    });
  });
});
