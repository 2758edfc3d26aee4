import { randomUUID } from 'node:crypto';
import { dataSourceToken } from '@bancheng/platform';
import type { DataSource } from 'typeorm';
import { MONDAY, problem, Reception } from '../test/reception.js';

describe('交接', () => {
  let reception: Reception;

  beforeAll(async () => {
    reception = await Reception.open();
    reception.clock.set(MONDAY);
    for (const jurisdiction of ['370401', '370402', '370403', '370405', '370406']) {
      await reception.app.putPeople('clerk', ['clerk-1', 'clerk-2', 'clerk-3', 'clerk-9'], jurisdiction);
    }
  });
  afterAll(() => reception.close());

  const leader = (jurisdiction: string) => reception.app.as('leader', { jurisdiction });
  const registered = (jurisdiction: string, handler: string, count: number): Promise<string[]> =>
    Promise.all(Array.from({ length: count }, () => reception.cases.register({ jurisdiction, handler })));
  /** Who has each of these cases, in their order. */
  async function handlers(ids: readonly string[]): Promise<string[]> {
    const rows = await reception.app.ownerQuery<{ handler: string }>(
      'select handler from casebook.complaint where id = any($1) order by array_position($1, id)',
      [ids],
    );
    return rows.map(({ handler }) => handler);
  }

  /** How often PostgreSQL had to break a circle; each of intake's connections must first tell what it counted. */
  async function deadlocks(): Promise<number> {
    const source = reception.app.provider<DataSource>(dataSourceToken('intake'));
    const flush = () => source.query('select pg_stat_force_next_flush(), pg_sleep(0.1)');
    await Promise.all(Array.from({ length: 10 }, flush));
    const [row] = await reception.app.ownerQuery<{ deadlocks: number }>(
      'select deadlocks::int from pg_stat_database where datname = current_database()',
    );
    return row!.deadlocks;
  }

  it('moves the cases a leader names, one act each', async () => {
    const jurisdiction = '370401';
    const ids = (await registered(jurisdiction, 'clerk-1', 3)).sort();
    const body = { from: 'clerk-1', to: 'clerk-2', complaintIds: [ids[2], ids[0], ids[2]] };
    const answer = await leader(jurisdiction).post('/v1/handovers', body);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      handedOver: [
        { caseId: ids[0], seq: 2 },
        { caseId: ids[2], seq: 2 },
      ],
      remaining: 0,
      remainingIds: [],
    });
    expect(await handlers(ids)).toEqual(['clerk-2', 'clerk-1', 'clerk-2']);
    const [act] = await reception.app.ownerQuery(
      'select kind, detail, actor from casebook.act where case_id = $1 and seq = 2',
      [ids[0]],
    );
    expect(act).toEqual({ kind: 'handedOver', detail: { from: 'clerk-1', to: 'clerk-2' }, actor: 'leader-1' });
  });

  it('moves a clerk’s own cases, nobody else’s', async () => {
    const jurisdiction = '370402';
    const [own, other] = [await registered(jurisdiction, 'clerk-1', 2), await registered(jurisdiction, 'clerk-2', 1)];
    const clerk = reception.app.as('clerk', { jurisdiction });
    const rows = await reception.rows();
    for (const from of ['clerk-2', 'unassigned']) {
      const refused = await clerk.post('/v1/handovers', { from, to: 'clerk-1', all: true });
      expect(refused).toEqual(problem(403, 'not-your-cases'));
    }
    const officer = reception.app.as('follow-up-officer', { jurisdiction });
    const refused = await officer.post('/v1/handovers', { from: 'follow-up-officer-1', to: 'clerk-1', all: true });
    expect(refused).toEqual(problem(403, 'role-required'));
    expect(await reception.rows()).toEqual(rows);
    const answer = await clerk.post('/v1/handovers', { from: 'clerk-1', to: 'clerk-3', all: true });
    expect(answer.body).toMatchObject({ handedOver: [{ seq: 2 }, { seq: 2 }], remaining: 0 });
    expect(await handlers([...own, ...other])).toEqual(['clerk-3', 'clerk-3', 'clerk-2']);
  });

  it('moves nothing to somebody who is no clerk of this hall, or not on duty', async () => {
    const jurisdiction = '370406';
    const ids = await registered(jurisdiction, 'clerk-1', 1);
    await reception.app.putPeople('leader', ['leader-7']);
    await reception.app.putPeople('clerk', ['clerk-of-another-hall'], '370499');
    await reception.app.putPeople('clerk', ['clerk-away']);
    await reception.app.ownerQuery(`update directory.person set active = false where subject = 'clerk-away'`);
    for (const to of ['nobody', 'leader-7', 'clerk-of-another-hall', 'clerk-away']) {
      const answer = await leader(jurisdiction).post('/v1/handovers', { from: 'clerk-1', to, complaintIds: ids });
      expect(answer).toEqual(problem(422, 'no-clerk-on-duty', [expect.objectContaining({ pointer: '/to' })]));
    }
    expect(await handlers(ids)).toEqual(['clerk-1']);
  });

  it('leaves what is closed, another’s, another jurisdiction’s or not there, and says so', async () => {
    const jurisdiction = '370403';
    const [open, closed] = (await registered(jurisdiction, 'clerk-1', 2)) as [string, string];
    const [other] = (await registered(jurisdiction, 'clerk-2', 1)) as [string];
    const [foreign] = (await registered('370404', 'clerk-1', 1)) as [string];
    await reception.cases.act(closed, 'declined', { detail: { reason: 'petition' } });
    await reception.cases.act(closed, 'followUpOpened', { detail: { excluded: 'anonymous' }, to: 'followed-up' });
    await reception.cases.act(closed, 'closed', { detail: {} });
    const stay = [closed, other, foreign, randomUUID()];
    const body = { from: 'clerk-1', to: 'clerk-9', complaintIds: [...stay, open] };
    const answer = await leader(jurisdiction).post('/v1/handovers', body);
    expect(answer.body).toMatchObject({ handedOver: [{ caseId: open }], remaining: 4, remainingIds: stay });
    expect(await handlers([open, closed, other, foreign])).toEqual(['clerk-9', 'clerk-1', 'clerk-2', 'clerk-1']);
  });

  it('moves a hundred at once; the rest when it is asked again, and a repeated request nothing more', async () => {
    const jurisdiction = '370405';
    await registered(jurisdiction, 'unassigned', 103);
    const body = { from: 'unassigned', to: 'clerk-2', all: true };
    const headers = { 'idempotency-key': randomUUID() };
    const first = await leader(jurisdiction).post('/v1/handovers', body, headers);
    expect(first.body.handedOver).toHaveLength(100);
    expect(first.body).toMatchObject({ remaining: 3 });
    expect(first.body.remainingIds).toHaveLength(3);
    expect((await leader(jurisdiction).post('/v1/handovers', body, headers)).body).toEqual(first.body);
    const rest = await leader(jurisdiction).post('/v1/handovers', body);
    const moved = rest.body.handedOver.map((one: { caseId: string }) => one.caseId);
    expect(moved).toEqual(first.body.remainingIds);
    expect(rest.body).toMatchObject({ remaining: 0, remainingIds: [] });
  });

  it('moves each case once when hand-overs cross, and none waits for another in a circle', async () => {
    const jurisdiction = '370406';
    const [mine, theirs] = [
      await registered(jurisdiction, 'clerk-1', 20),
      await registered(jurisdiction, 'clerk-2', 20),
    ];
    const ids = [...mine, ...theirs];
    const handOver = (from: string, to: string, complaintIds: readonly string[]) =>
      leader(jurisdiction).post('/v1/handovers', { from, to, complaintIds });
    // Somebody holds a case in the middle until two of them wait: each has locked what comes before it in its own order.
    await reception.app.ownerQuery('begin');
    await reception.app.ownerQuery('select from casebook.complaint where id = $1 for update', [[...mine].sort()[10]]);
    const first = [handOver('clerk-1', 'clerk-2', ids), handOver('clerk-1', 'clerk-3', [...ids].reverse())];
    await reception.waiting(2);
    const then = [handOver('clerk-2', 'clerk-1', [...ids].reverse()), handOver('clerk-2', 'clerk-3', ids)];
    await reception.app.ownerQuery('commit');
    const answers = await Promise.all([...first, ...then]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.handedOver.length + body.remaining).toBe(40);
    }
    const moves = await reception.app.ownerQuery<{ case_id: string; from: string; to: string }>(
      `select case_id, detail->>'from' as from, detail->>'to' as to from casebook.act
       where kind = 'handedOver' and case_id = any($1) order by case_id, seq`,
      [ids],
    );
    expect(moves).toHaveLength(answers.flatMap(({ body }) => body.handedOver).length);
    const holder = new Map([...mine.map((id) => [id, 'clerk-1']), ...theirs.map((id) => [id, 'clerk-2'])] as [
      string,
      string,
    ][]);
    for (const move of moves) {
      expect(holder.get(move.case_id)).toBe(move.from);
      holder.set(move.case_id, move.to);
    }
    expect(await handlers(ids)).toEqual(ids.map((id) => holder.get(id)));
    expect(await deadlocks()).toBe(0);
  });
});
