import { randomUUID } from 'node:crypto';
import { workflowIdOf } from '@bancheng/domain';
import { TcpProxy, until } from '@bancheng/testing';
import { clockFrom, HANDED_OVER } from '../../casebook/test/case-records.js';
import { firstComings, RelayStage, type RelayApp } from '../test/relay-stage.js';

const upTo = (last: number) => Array.from({ length: last }, (_, n) => n + 1);

describe('The relay', () => {
  let stage: RelayStage;
  const running: RelayApp[] = [];

  beforeAll(async () => {
    stage = await RelayStage.open();
  });
  afterAll(() => stage.close());
  afterEach(async () => {
    await Promise.all(running.splice(0).map((relay) => stage.stop(relay)));
    await stage.records.rows('delete from casebook.delivery');
    await stage.records.rows('delete from casebook.outbox');
  });

  async function relay(parts: Parameters<RelayStage['start']>[0] = {}): Promise<RelayApp> {
    const started = await stage.start(parts);
    running.push(started);
    return started;
  }

  async function told(number: string): Promise<number[]> {
    return firstComings((await stage.signals(number)).flatMap(({ acts }) => acts.map(({ seq }) => seq)));
  }

  async function published(caseId: string, last: number): Promise<number[]> {
    await until(() => (stage.events.get(caseId) ?? []).includes(last));
    return firstComings(stage.events.get(caseId)!);
  }

  describe('order', () => {
    it('is kept for every case by two relays of which each loses its connections in the middle', async () => {
      const CASES = 25;
      const ACTS = 10;
      let cut = 0;
      await relay();
      await relay();
      const cases = await Promise.all(upTo(CASES).map(() => stage.records.register()));
      for (let act = 2; act <= ACTS; act += 1) {
        const turn = Promise.all(cases.map(({ caseId }) => stage.records.handOver(caseId)));
        if (act % 2 === 0) cut += (await stage.cutLease('temporal')) + (await stage.cutLease('kafka'));
        await turn;
      }
      expect(cut).toBeGreaterThanOrEqual(2);
      await stage.delivered();
      for (const { caseId, number } of cases) {
        expect(await published(caseId, ACTS)).toEqual(upTo(ACTS));
        expect(await told(number)).toEqual(upTo(ACTS));
        expect((await stage.engine(caseId)).engine_seq).toBe(ACTS);
      }
    });

    it('goes over to the other relay when the one that delivers goes away', async () => {
      const first = await relay();
      const { caseId, number } = await stage.records.register();
      await stage.delivered(caseId);
      await relay();
      running.splice(running.indexOf(first), 1);
      await Promise.all([stage.stop(first), stage.records.handOver(caseId)]);
      await stage.delivered(caseId);
      expect(await told(number)).toEqual([1, 2]);
      expect(await published(caseId, 2)).toEqual([1, 2]);
    });

    it('skips no act whose transaction ends after later ones were delivered', async () => {
      await relay();
      const late = await stage.records.register();
      await stage.delivered(late.caseId);
      await stage.records.transaction(async (tx) => {
        await stage.records.actIn(tx, late.caseId, 'handedOver', HANDED_OVER);
        const prompt = await stage.records.register();
        await stage.delivered(prompt.caseId);
      });
      await stage.delivered(late.caseId);
      expect(await told(late.number)).toEqual([1, 2]);
      expect(await published(late.caseId, 2)).toEqual([1, 2]);
    });

    it('sends what waits as soon as the engine itself has recorded the act after it', async () => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.delivered(caseId);
      await stage.records.handOver(caseId);
      const source = { subject: 'engine', role: 'engine', origin: 'engine', effectKey: 'told' } as const;
      await stage.records.act(caseId, 'acceptanceOverdueTold', { detail: {} }, { source });
      await until(async () => (await stage.waiting('temporal', caseId)) === 0);
      expect(await told(number)).toEqual([1, 2]);
      expect((await stage.engine(caseId)).engine_seq).toBe(3);
    });

    it('sends one signal for acts that waited together', async () => {
      const { caseId, number } = await stage.records.register();
      for (let act = 2; act <= 5; act += 1) await stage.records.handOver(caseId);
      await relay();
      await stage.delivered(caseId);
      const [signal, ...more] = await stage.signals(number);
      expect(more).toEqual([]);
      expect(signal).toMatchObject({ upTo: 5, acts: upTo(5).map((seq) => ({ seq })) });
      expect((await stage.engine(caseId)).engine_run_id).toBe((await stage.run(number)).runId);
    });
  });

  describe('outages', () => {
    it('Kafka gets its events while Temporal is away, which catches up when it is back, and again', async () => {
      const proxy = await TcpProxy.to(process.env['TEMPORAL_ADDRESS']!);
      await relay({ temporal: `127.0.0.1:${proxy.port}` });
      const { caseId, number } = await stage.records.register();
      expect(await published(caseId, 1)).toEqual([1]);
      expect(await stage.waiting('temporal', caseId)).toBe(1);
      await proxy.open();
      await stage.delivered(caseId);
      await proxy.cut();
      await stage.records.handOver(caseId);
      await stage.records.handOver(caseId);
      expect(await published(caseId, 3)).toEqual([1, 2, 3]);
      expect(await stage.waiting('temporal', caseId)).toBe(2);
      await proxy.open();
      await stage.delivered(caseId);
      expect(await told(number)).toEqual([1, 2, 3]);
      const [row] = await stage.records.rows('select 1 from casebook.delivery where attempts > 0');
      expect(row).toBeUndefined();
      await proxy.cut();
    });

    it('Temporal is told while Kafka is away, which catches up when it is back', async () => {
      const proxy = await TcpProxy.to(process.env['KAFKA_BROKERS']!.split(',')[0]!);
      const { caseId, number } = await stage.records.register();
      // Recorded before there is a relay: a hand-over alone may wait for the act after it.
      await stage.records.handOver(caseId);
      await relay({ kafka: `127.0.0.1:${proxy.port}` });
      await until(async () => (await stage.waiting('temporal', caseId)) === 0);
      expect(await told(number)).toEqual([1, 2]);
      expect(await stage.waiting('kafka', caseId)).toBe(2);
      expect(stage.events.has(caseId)).toBe(false);
      await proxy.open();
      expect(await published(caseId, 2)).toEqual([1, 2]);
      await stage.delivered(caseId);
      await proxy.cut();
    });

    it('counts as confirmed no act that was recorded while it settled the one before', async () => {
      const proxy = await TcpProxy.to(process.env['TEMPORAL_ADDRESS']!);
      const { caseId } = await stage.records.register();
      await stage.records.transaction(async (tx) => {
        await stage.records.actIn(tx, caseId, 'handedOver', HANDED_OVER);
        await proxy.open();
        await relay({ temporal: `127.0.0.1:${proxy.port}` });
        await until(async () => (await waitingForLock()) > 0);
        await proxy.cut();
      });
      await until(async () => (await stage.waiting('temporal', caseId)) === 1);
      expect((await stage.engine(caseId)).engine_seq).toBe(1);
      await proxy.open();
      await stage.delivered(caseId);
      expect((await stage.engine(caseId)).engine_seq).toBe(2);
      await proxy.cut();
    });

    async function waitingForLock(): Promise<number> {
      const sql = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and application_name = 'bancheng-relay'`;
      return (await stage.records.rows(sql)).length;
    }
  });

  describe('runs', () => {
    it('of a finished case are not started again by its first act coming once more', async () => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.delivered(caseId);
      await stage.records.finish(caseId);
      await stage.delivered(caseId);
      const before = await stage.run(number);
      await terminate(number);
      for (const seq of [1, 2]) await oweAgain(caseId, seq);
      await stage.delivered(caseId);
      expect(await stage.run(number)).toEqual({ runId: before.runId, status: 'TERMINATED' });
    });

    it('of a finished case that is rated or has a 批示 answered end as they were, and of a reopened one are followed by another', async () => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.records.finish(caseId);
      await stage.delivered(caseId);
      await terminate(number);
      const ended = await stage.run(number);
      await stage.records.act(caseId, 'rated', { detail: { grade: 'dissatisfied' } });
      const answered = { instructionId: randomUUID(), department: null };
      await stage.records.act(caseId, 'instructionAnswered', { detail: answered });
      await stage.delivered(caseId);
      expect(await stage.run(number)).toEqual(ended);
      const detail = { round: 1, clockId: 'case:2', previousClockId: null, type: 'general' } as const;
      const clocks = [
        { ...clockFrom(stage.records.clock.now()), clockId: 'case:2', kind: 'case', reopening: true },
      ] as const;
      await stage.records.act(caseId, 'reopened', { detail, clocks: [...clocks], patch: { type: 'general' } });
      await stage.delivered(caseId);
      const { runId, status } = await stage.run(number);
      expect(status).toBe('RUNNING');
      expect(runId).not.toBe(ended.runId);
      expect(await stage.signals(number)).toEqual([{ caseId, upTo: 0, acts: [] }]);
      expect(await stage.engine(caseId)).toEqual({ engine_seq: 8, engine_run_id: runId });
    });

    it('hear of what changes nothing for them now together with the next act that does', async () => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.delivered(caseId);
      await stage.records.handOver(caseId);
      await until(async () => (await stage.waiting('kafka', caseId)) === 0);
      expect(await stage.waiting('temporal', caseId)).toBe(1);
      await stage.records.act(caseId, 'declined', { detail: { reason: 'petition' } });
      await until(async () => (await stage.waiting('temporal', caseId)) === 0);
      const [, told] = await stage.signals(number);
      expect(told).toMatchObject({ caseId, upTo: 3, acts: [{ kind: 'handedOver' }, { kind: 'declined' }] });
      expect((await stage.engine(caseId)).engine_seq).toBe(3);
    });

    it.each([1, 2])('of an open case are replaced when act %d comes and they were terminated', async (seq) => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.records.handOver(caseId);
      await stage.delivered(caseId);
      const before = await stage.run(number);
      await terminate(number);
      await oweAgain(caseId, seq);
      await stage.delivered(caseId);
      const { runId, status } = await stage.run(number);
      expect(status).toBe('RUNNING');
      expect(runId).not.toBe(before.runId);
      expect(await stage.signals(number)).toEqual([{ caseId, upTo: 0, acts: [] }]);
      expect((await stage.engine(caseId)).engine_run_id).toBe(runId);
    });

    it('are started once however often the first act comes', async () => {
      await relay();
      const { caseId, number } = await stage.records.register();
      await stage.delivered(caseId);
      const before = await stage.run(number);
      await oweAgain(caseId, 1);
      await stage.delivered(caseId);
      expect(await stage.run(number)).toEqual(before);
      expect(await stage.signals(number)).toHaveLength(2);
    });

    async function terminate(number: string): Promise<void> {
      await stage.temporal.workflow.getHandle(workflowIdOf(number)).terminate();
    }

    /** As if the relay had died between Temporal's answer and its own note of it. */
    async function oweAgain(caseId: string, seq: number): Promise<void> {
      await stage.records.rows(
        `insert into casebook.delivery (target, case_id, seq, bucket)
         select 'temporal', case_id, seq, 0 from casebook.act where case_id = $1 and seq = $2`,
        [caseId, seq],
      );
    }
  });
});
