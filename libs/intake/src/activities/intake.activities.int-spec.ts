import { randomUUID } from 'node:crypto';
import { nextAlarm, type Alarm } from '@bancheng/domain';
import { MONDAY, Reception } from '../../test/reception.js';
import { IntakeActivitiesAdapter } from './intake.activities.js';

describe('What the engine asks of intake', () => {
  let reception: Reception;
  let activities: IntakeActivitiesAdapter;

  beforeAll(async () => {
    reception = await Reception.open();
    activities = reception.app.provider(IntakeActivitiesAdapter);
  });
  afterAll(() => reception.close());
  beforeEach(() => reception.clock.set(MONDAY));

  const registered = async (): Promise<string> => (await reception.register()).id;
  const load = (caseId: string, runId = 'run-1') => activities.loadCase({ caseId, runId });
  const tell = (caseId: string, alarm: Alarm) => activities.tellAcceptanceOverdue({ caseId, alarm });
  const alarmOf = async (caseId: string): Promise<Alarm> => nextAlarm((await load(caseId)).clocks)!;
  const DUE = '2026-03-03T09:00:00.000Z';
  const LATER = '2026-03-03T09:00:00.001Z';

  it('loads the case, and notes which run has it and how far', async () => {
    const caseId = await registered();
    await reception.accept(caseId, 'complex');
    expect(await reception.row(caseId)).toMatchObject({ engine_seq: 0, engine_run_id: null });
    const snapshot = await load(caseId, 'run-2');
    expect(snapshot).toMatchObject({
      seq: 2,
      status: 'accepted',
      facts: { jurisdiction: '370406', type: 'complex', departments: [] },
      clocks: [{ clockId: 'acceptance' }, { clockId: 'case', dueAt: '2026-03-09T09:00:00.000Z' }],
    });
    expect(JSON.stringify(snapshot)).not.toContain('王小明');
    expect(await reception.row(caseId)).toMatchObject({ engine_seq: 2, engine_run_id: 'run-2' });
  });

  it('fails for good where there is no such case', async () => {
    for (const unknown of [randomUUID(), 'no-uuid', '']) {
      await expect(load(unknown)).rejects.toMatchObject({ nonRetryable: true, type: 'complaint-not-found' });
    }
  });

  describe('telling that acceptance is overdue', () => {
    it('waits until the deadline has passed', async () => {
      const caseId = await registered();
      const alarm = await alarmOf(caseId);
      expect(alarm).toEqual({ clockId: 'acceptance', level: 'red', at: DUE, dueAt: DUE });
      reception.clock.set(DUE);
      const rows = await reception.rows();
      await expect(tell(caseId, alarm)).rejects.toThrow('has not passed yet');
      expect(await reception.rows()).toEqual(rows);
    });

    it('marks the clock once, however often it is asked', async () => {
      const caseId = await registered();
      const alarm = await alarmOf(caseId);
      reception.clock.set(LATER);
      const first = await tell(caseId, alarm);
      expect(first).toMatchObject({
        refused: null,
        acts: [
          { seq: 2, kind: 'acceptanceOverdueTold', at: LATER, status: 'registered', clocks: [{ overdueAt: DUE }] },
        ],
      });
      const rows = await reception.rows();
      reception.clock.set('2026-03-04T09:00:00.000Z');
      expect(await tell(caseId, alarm)).toEqual(first);
      expect(await reception.rows()).toEqual(rows);
      await reception.accept(caseId);
      expect(await tell(caseId, alarm)).toEqual(first);
      const row = await reception.row(caseId);
      expect(row).toMatchObject({ seq: 3, overdue: true });
      expect(nextAlarm(row['clocks'])).toMatchObject({ clockId: 'case' });
    });

    it('marks it once when asked twice at the same moment', async () => {
      const caseId = await registered();
      const alarm = await alarmOf(caseId);
      reception.clock.set(LATER);
      const [one, other] = await Promise.all([tell(caseId, alarm), tell(caseId, alarm)]);
      expect(one).toEqual(other);
      expect(await reception.row(caseId)).toMatchObject({ seq: 2 });
    });

    it('is refused once the matter is decided, for a deadline that is not the clock’s, and for no case', async () => {
      const caseId = await registered();
      const alarm = await alarmOf(caseId);
      reception.clock.set(LATER);
      const moved = { ...alarm, dueAt: '2026-03-02T09:00:00.000Z' };
      expect(await tell(caseId, moved)).toEqual({ acts: [], refused: 'alarm-moved' });
      await reception.accept(caseId);
      expect(await tell(caseId, alarm)).toEqual({ acts: [], refused: 'not-allowed-now' });
      expect(await tell(randomUUID(), alarm)).toEqual({ acts: [], refused: 'complaint-not-found' });
      expect(await reception.row(caseId)).toMatchObject({ seq: 2 });
    });
  });
});
