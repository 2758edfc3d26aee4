import { randomUUID } from 'node:crypto';
import { complaintEvent } from '@bancheng/contracts';
import { ACT_KINDS, endClock, mayRecord, parseComplaintNumber } from '@bancheng/domain';
import { Commits, conflict, UnitOfWork, type Clock } from '@bancheng/platform';
import { conductOf, FakeClock, until } from '@bancheng/testing';
import { CaseRecords, CLERK, clockFrom, HANDED_OVER, MORNING, PARTICULARS } from '../test/case-records.js';
import { bucketOf, engineSource } from './index.js';
import { Casebook } from './casebook.js';
import { applyEffect } from './effects.js';
import { HallRules } from './hall-rules.js';
import { loadCase, readComplaint } from './load-case.js';

class Rollback extends Error {}

/** One millisecond passes at every look: the order of the looks shows in the times. */
class TickingClock implements Clock {
  private ms = Date.parse(MORNING);

  now(): string {
    return new Date(this.ms++).toISOString();
  }
}

describe('Casebook', () => {
  let records: CaseRecords;
  let clock: FakeClock;

  beforeAll(async () => {
    clock = new FakeClock(MORNING);
    records = await CaseRecords.open(clock);
  });
  afterAll(() => records.close());
  beforeEach(() => clock.set(MORNING));

  const refusal = (status: number, code: string) => expect.objectContaining({ status, code }) as unknown;

  async function everythingOf(caseId: string): Promise<unknown> {
    const of = async (table: string, key: string, order: string) =>
      records.rows(`select * from casebook.${table} where ${key} = $1 order by ${order}`, [caseId]);
    return [
      await of('complaint', 'id', 'id'),
      await of('act', 'case_id', 'seq'),
      await of('outbox', 'case_id', 'seq'),
      await of('delivery', 'case_id', 'target, seq'),
    ];
  }

  async function engineSeq(caseId: string): Promise<number> {
    const [row] = await records.rows<{ engine_seq: number }>(
      'select engine_seq from casebook.complaint where id = $1',
      [caseId],
    );
    return row!.engine_seq;
  }

  const owedTo = async (target: string, caseId: string) =>
    (
      await records.rows<{ seq: number }>(
        'select seq from casebook.delivery where target = $1 and case_id = $2 order by seq',
        [target, caseId],
      )
    ).map(({ seq }) => seq);

  describe('numbers', () => {
    it('are without gap or repeat under 50 concurrent registrations, every third rolled back', async () => {
      const jurisdiction = '370401';
      const registrations = Array.from({ length: 50 }, (_, n) =>
        records
          .transaction(async (tx) => {
            const { number } = await records.registerIn(tx, { jurisdiction });
            if (n % 3 === 0) throw new Rollback();
            return number;
          })
          .catch((error: unknown) => {
            if (error instanceof Rollback) return null;
            throw error;
          }),
      );
      const numbers = (await Promise.all(registrations)).filter((number) => number !== null);
      const sequences = numbers.map((number) => parseComplaintNumber(number)!.sequence).sort((a, b) => a - b);
      expect(sequences).toEqual(Array.from({ length: 33 }, (_, n) => n + 1));
    });

    it('follow the times of registration, however many wait for the counter', async () => {
      const jurisdiction = '370405';
      const ticking = new Casebook({ now: () => new Date().toISOString() }, new HallRules());
      await Promise.all(
        Array.from({ length: 50 }, () =>
          records.transaction((tx) => ticking.openCase(tx, CLERK, jurisdiction, (at) => records.newComplaint(at))),
        ),
      );
      const rows = await records.rows<{ ordered: boolean; n: number }>(
        `select count(*)::int as n, bool_and(at >= before) as ordered from (
           select a.at, lag(a.at, 1, a.at) over (order by c.number) as before
           from casebook.complaint c join casebook.act a on a.case_id = c.id and a.seq = 1 where c.jurisdiction = $1
         ) as numbered`,
        [jurisdiction],
      );
      expect(rows).toEqual([{ n: 50, ordered: true }]);
    });

    it('count each jurisdiction and each year of the wall calendar by itself', async () => {
      const numberAt = async (instant: string, jurisdiction: string) => {
        clock.set(instant);
        return (await records.register({ jurisdiction })).number;
      };
      expect(await numberAt('2026-12-31T23:59:59.999+08:00', '370402')).toBe('BBCS-370402-2026-00001');
      expect(await numberAt('2027-01-01T00:00:00.000+08:00', '370402')).toBe('BBCS-370402-2027-00001');
      expect(await numberAt('2026-12-31T23:59:59.999+08:00', '370402')).toBe('BBCS-370402-2026-00002');
      expect(await numberAt('2026-12-31T23:59:59.999+08:00', '370403')).toBe('BBCS-370403-2026-00001');
    });

    it('widen beyond 99999, and parse', async () => {
      await records.rows(`insert into casebook.number_counter values ('370404', 2026, 99998)`);
      const numbers = [];
      for (let n = 0; n < 3; n += 1) numbers.push((await records.register({ jurisdiction: '370404' })).number);
      expect(numbers).toEqual(['99999', '100000', '100001'].map((sequence) => `BBCS-370404-2026-${sequence}`));
      expect(numbers.map((number) => parseComplaintNumber(number)?.sequence)).toEqual([99_999, 100_000, 100_001]);
    });

    it('are never made of a jurisdiction that no workflow could be named after', async () => {
      await expect(records.register({ jurisdiction: '37-6' })).rejects.toMatchObject({ code: '23514' });
      expect(await records.rows(`select * from casebook.number_counter where jurisdiction = '37-6'`)).toEqual([]);
    });
  });

  describe('opening a case', () => {
    it('writes row, particulars, first act, event and both deliveries at once', async () => {
      const opened = await records.register(conductOf('scjg'));
      expect(opened).toMatchObject({ seq: 1, kind: 'registered', status: 'registered', at: MORNING });
      const complaint = await records.transaction((tx) => readComplaint(tx, opened.caseId, records.jurisdiction));
      expect(complaint).toMatchObject({
        number: opened.number,
        status: 'registered',
        ...conductOf('scjg'),
        registeredAt: MORNING,
        clocks: [clockFrom(MORNING)],
        departments: [],
        seq: 1,
      });
      expect(await owedTo('temporal', opened.caseId)).toEqual([1]);
      expect(await owedTo('kafka', opened.caseId)).toEqual([1]);
      expect(await engineSeq(opened.caseId)).toBe(0);
      const [delivery] = await records.rows('select bucket from casebook.delivery where case_id = $1', [opened.caseId]);
      expect(delivery).toEqual({ bucket: bucketOf(opened.caseId) });
    });

    it('keeps the time a slip was written beside that of the act', async () => {
      const writtenAt = '2026-02-27T01:00:00.000Z';
      const { caseId, number } = await records.register({ registeredAt: writtenAt });
      const [row] = await records.rows<{ registered_at: Date; at: Date }>(
        'select c.registered_at, a.at from casebook.complaint c join casebook.act a on a.case_id = c.id where c.id = $1',
        [caseId],
      );
      expect([row!.registered_at.toISOString(), row!.at.toISOString()]).toEqual([writtenAt, MORNING]);
      expect(number).toContain('-2026-');
    });

    it('makes an event that meets its schema, with the number and without a word of what was said', async () => {
      const { caseId, number } = await records.register();
      const [row] = await records.rows<{ payload: unknown }>('select payload from casebook.outbox where case_id = $1', [
        caseId,
      ]);
      expect(complaintEvent('registered').parse(row!.payload)).toMatchObject({ data: { number, seq: 1 } });
      const { name, phone, record, claim } = PARTICULARS;
      for (const said of [name, phone, record, claim]) expect(JSON.stringify(row)).not.toContain(said);
    });

    it('leaves nothing behind when the transaction fails', async () => {
      const count = async () => records.rows('select count(*) from casebook.complaint');
      const before = await count();
      const failing = records.transaction(async (tx) => {
        await records.registerIn(tx);
        throw new Rollback();
      });
      await expect(failing).rejects.toBeInstanceOf(Rollback);
      expect(await count()).toEqual(before);
    });
  });

  describe('recording acts', () => {
    it('gives 20 concurrent acts of one case one order, with times that follow it', async () => {
      const ticking = await CaseRecords.open(new TickingClock());
      try {
        const { caseId } = await ticking.register();
        const recorded = await Promise.all(Array.from({ length: 20 }, () => ticking.handOver(caseId)));
        expect(recorded.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 20 }, (_, n) => n + 2),
        );
        const acts = await ticking.rows<{ seq: number; at: Date }>(
          'select seq, at from casebook.act where case_id = $1 order by at',
          [caseId],
        );
        expect(acts.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
        expect(new Set(acts.map(({ at }) => at.getTime())).size).toBe(21);
      } finally {
        await ticking.close();
      }
    });

    it('takes the time after the lock: an act that had to wait has the time of its turn', async () => {
      const { caseId } = await records.register();
      let waiting: Promise<unknown> = Promise.resolve();
      await records.transaction(async (tx) => {
        await records.actIn(tx, caseId, 'handedOver', HANDED_OVER);
        waiting = records.handOver(caseId);
        await untilSomeoneWaits();
        clock.set('2026-03-02T09:00:00.001Z');
      });
      expect(await waiting).toMatchObject({ seq: 3, at: '2026-03-02T09:00:00.001Z' });
    });

    async function untilSomeoneWaits(): Promise<void> {
      const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await until(async () => (await records.rows(sql)).length > 0);
    }

    it('moves the row with the act: status, clocks, worklist columns, patch', async () => {
      const { caseId } = await records.register();
      const acceptance = endClock(clockFrom(MORNING), MORNING);
      const due = { dueAt: '2026-03-04T09:00:00.000Z', yellowAt: '2026-03-03T09:00:00.000Z' };
      const caseClock = { ...clockFrom(MORNING), clockId: 'case', kind: 'case' as const, ...due };
      await records.act(caseId, 'accepted', {
        detail: { type: 'general' },
        clocks: [acceptance, caseClock],
        patch: { type: 'general', acceptedAt: MORNING, departments: ['scjg', 'bdc'] },
      });
      const [row] = await records.rows(
        'select status, type, seq, departments, due_at, yellow_at, overdue, clocks from casebook.complaint where id = $1',
        [caseId],
      );
      expect(row).toEqual({
        status: 'accepted',
        type: 'general',
        seq: 2,
        departments: ['scjg', 'bdc'],
        due_at: new Date(due.dueAt),
        yellow_at: new Date(due.yellowAt),
        overdue: false,
        clocks: [acceptance, caseClock],
      });
    });

    it.each(ACT_KINDS.filter((kind) => !mayRecord(kind, 'registered')))(
      'refuses %s for a case just registered and writes nothing',
      async (kind) => {
        const { caseId } = await records.register();
        const before = await everythingOf(caseId);
        const acting = records.transaction((tx) =>
          records.casebook.recordAct(tx, { caseId, jurisdiction: records.jurisdiction }, CLERK, kind, () => {
            throw new Error('nothing is to be decided');
          }),
        );
        await expect(acting).rejects.toEqual(refusal(409, 'not-allowed-now'));
        await expect(acting).rejects.toMatchObject({ detail: expect.not.stringMatching(/[a-z]/i) });
        expect(await everythingOf(caseId)).toEqual(before);
      },
    );

    it('refuses everything that the status table does not allow, as once the case is archived', async () => {
      const { caseId } = await records.register();
      await records.finish(caseId);
      const before = await everythingOf(caseId);
      const forbidden = ACT_KINDS.filter((kind) => !mayRecord(kind, 'archived'));
      expect(forbidden.length).toBeGreaterThan(ACT_KINDS.length / 2);
      for (const kind of forbidden) {
        const acting = records.transaction((tx) =>
          records.casebook.recordAct(tx, { caseId, jurisdiction: null }, CLERK, kind, () => {
            throw new Error('nothing is to be decided');
          }),
        );
        await expect(acting).rejects.toEqual(refusal(409, 'not-allowed-now'));
      }
      expect(await everythingOf(caseId)).toEqual(before);
    });

    it('writes nothing when the use case refuses', async () => {
      const { caseId } = await records.register();
      const before = await everythingOf(caseId);
      const acting = records.transaction((tx) =>
        records.casebook.recordAct(tx, { caseId, jurisdiction: null }, CLERK, 'declined', () => {
          throw conflict('no', '不行');
        }),
      );
      await expect(acting).rejects.toEqual(refusal(409, 'no'));
      expect(await everythingOf(caseId)).toEqual(before);
    });

    it('refuses a stale version, takes the present one and one left out', async () => {
      const { caseId } = await records.register();
      expect((await records.handOver(caseId, { reference: { version: 1 } })).seq).toBe(2);
      const before = await everythingOf(caseId);
      for (const version of [1, 3, 0]) {
        const stale = records.handOver(caseId, { reference: { version } });
        await expect(stale).rejects.toEqual(refusal(412, 'stale-version'));
      }
      expect(await everythingOf(caseId)).toEqual(before);
      expect((await records.handOver(caseId, { reference: { version: null } })).seq).toBe(3);
    });

    it('does not know a case of another jurisdiction, nor one that does not exist', async () => {
      const { caseId } = await records.register();
      const elsewhere = records.handOver(caseId, { reference: { jurisdiction: '110101' } });
      await expect(elsewhere).rejects.toEqual(refusal(404, 'complaint-not-found'));
      await expect(records.handOver(randomUUID())).rejects.toEqual(refusal(404, 'complaint-not-found'));
      const read = records.transaction((tx) => readComplaint(tx, caseId, '110101'));
      await expect(read).rejects.toEqual(refusal(404, 'complaint-not-found'));
    });
  });

  describe('effects', () => {
    const declined = { detail: { reason: 'petition' as const } };
    const opened = { detail: { excluded: null }, to: 'follow-up' as const };

    it('are recorded once a key: the same act comes back and nothing is written', async () => {
      const { caseId } = await records.register();
      await records.act(caseId, 'declined', declined);
      const acting = { source: engineSource('follow-up-opened'), reference: { jurisdiction: null } };
      const first = await records.act(caseId, 'followUpOpened', opened, acting);
      await records.handOver(caseId);
      const before = await everythingOf(caseId);
      clock.set('2026-03-05T01:00:00.000Z');
      expect(await records.act(caseId, 'followUpOpened', opened, acting)).toEqual(first);
      expect(await everythingOf(caseId)).toEqual(before);
    });

    it('are recorded once when the same one comes twice at the same moment', async () => {
      const { caseId } = await records.register();
      await records.act(caseId, 'declined', declined);
      const acting = { source: engineSource('follow-up-opened'), reference: { jurisdiction: null } };
      const both = await Promise.all([1, 2].map(() => records.act(caseId, 'followUpOpened', opened, acting)));
      expect(both[0]).toEqual(both[1]);
      expect(await records.rows('select seq from casebook.act where case_id = $1', [caseId])).toHaveLength(3);
    });

    it('answer a refusal by its code and throw what is no refusal', async () => {
      const unitOfWork = new UnitOfWork(await records.as('follow-up'), new Commits());
      const { caseId } = await records.register();
      const effect = (decide: () => never) =>
        applyEffect(unitOfWork, (tx) =>
          records.casebook.recordAct(tx, { caseId, jurisdiction: null }, engineSource('x'), 'declined', decide),
        );
      const answer = await effect(() => {
        throw conflict('not-now', '不行');
      });
      expect(answer).toEqual({ acts: [], refused: 'not-now' });
      const failing = effect(() => {
        throw new Rollback();
      });
      await expect(failing).rejects.toBeInstanceOf(Rollback);
    });

    it('come back as notices of what was recorded', async () => {
      const unitOfWork = new UnitOfWork(await records.as('intake'), new Commits());
      const { caseId } = await records.register();
      const again = () =>
        applyEffect(unitOfWork, async (tx) => ({
          act: await records.actIn(tx, caseId, 'declined', declined, acting),
        }));
      const acting = { source: engineSource('y') };
      const answer = await again();
      expect(answer).toMatchObject({ acts: [{ seq: 2, kind: 'declined', status: 'declined' }], refused: null });
      expect(await again()).toEqual(answer);
    });
  });

  describe('what the engine is owed', () => {
    const engine = (key: string) => ({ source: engineSource(key) });

    it('people’s acts go to both targets, the engine’s and a signal’s to Kafka alone', async () => {
      const { caseId } = await records.register();
      await records.handOver(caseId);
      await records.handOver(caseId, engine('one'));
      const signal = { subject: 'dept', role: 'department-system', origin: 'signal' as const, effectKey: 'two' };
      await records.handOver(caseId, { source: signal });
      expect(await owedTo('temporal', caseId)).toEqual([1, 2]);
      expect(await owedTo('kafka', caseId)).toEqual([1, 2, 3, 4]);
    });

    it('an act of its own counts as confirmed only when everything before it is', async () => {
      const { caseId } = await records.register();
      await records.handOver(caseId, engine('one'));
      expect(await engineSeq(caseId)).toBe(0);
      await records.transaction((tx) => loadCase(tx, caseId, 'run-1'));
      expect(await engineSeq(caseId)).toBe(2);
      await records.handOver(caseId, engine('two'));
      expect(await engineSeq(caseId)).toBe(3);
      await records.handOver(caseId);
      expect(await engineSeq(caseId)).toBe(3);
      await records.handOver(caseId, engine('three'));
      expect(await engineSeq(caseId)).toBe(3);
    });

    it('a run that loads its case gets all of it and is noted as the one that drives it', async () => {
      const { caseId } = await records.register();
      await records.act(caseId, 'accepted', {
        detail: { type: 'general' },
        clocks: [endClock(clockFrom(MORNING), MORNING)],
        patch: { type: 'general' },
      });
      const snapshot = await records.transaction((tx) => loadCase(tx, caseId, 'run-7'));
      expect(snapshot).toEqual({
        seq: 2,
        status: 'accepted',
        facts: { jurisdiction: records.jurisdiction, type: 'general', departments: [], reworkRounds: 2 },
        clocks: [endClock(clockFrom(MORNING), MORNING)],
      });
      expect(
        await records.rows('select engine_seq, engine_run_id from casebook.complaint where id = $1', [caseId]),
      ).toEqual([{ engine_seq: 2, engine_run_id: 'run-7' }]);
      const unknown = records.transaction((tx) => loadCase(tx, randomUUID(), 'run-7'));
      await expect(unknown).rejects.toEqual(refusal(404, 'complaint-not-found'));
    });
  });
});
