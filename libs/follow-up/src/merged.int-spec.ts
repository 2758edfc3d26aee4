import { Casebook } from '@bancheng/casebook';
import { ACCEPTANCE_CLOCK, caseClockRef, startClock, takesMerged, type CaseClock } from '@bancheng/domain';
import { dataSourceToken } from '@bancheng/platform';
import { HANDLER } from '@bancheng/testing';
import type { DataSource } from 'typeorm';
import { Desk, MONDAY } from '../test/desk.js';
import { CloseCase } from '@bancheng/casebook';

const TUESDAY = '2026-03-03T09:00:00+08:00';
const WEDNESDAY = '2026-03-04T09:00:00+08:00';
const utc = (at: string) => new Date(at).toISOString();

describe('并单: what was merged is closed with its first case', () => {
  let desk: Desk;

  beforeAll(async () => {
    desk = await Desk.open();
  });
  afterAll(() => desk.close());
  beforeEach(() => desk.clock.set(MONDAY));

  const clock = (clockId: string, kind: CaseClock['kind'], dueAt: string) =>
    startClock({ clockId, kind, department: null }, utc(MONDAY), {
      dueAt: utc(dueAt),
      yellowAt: null,
      provisional: false,
      calendarVersion: 'test',
    });

  async function mergedUnder(first: string, clocks: CaseClock[] = []): Promise<string> {
    const caseId = await desk.cases.register({ clocks });
    await desk.cases.act(caseId, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
    return caseId;
  }

  async function graded(): Promise<string> {
    const first = await desk.answered();
    expect((await desk.post(desk.officer(), first, 'grade', { grade: 'satisfied' })).status).toBe(200);
    return first;
  }

  it('in one go and once, each by an act of its own that its run is told of', async () => {
    const first = await graded();
    const [one, other] = [await mergedUnder(first), await mergedUnder(first)];
    const released = await mergedUnder(first);
    const back = { detail: { from: first }, to: 'registered', patch: { mergedInto: null } } as const;
    await desk.cases.act(released, 'unmerged', back);
    desk.clock.set(TUESDAY);
    for (let times = 0; times < 2; times += 1) await desk.closeCase(first);
    for (const caseId of [one, other]) {
      const { status, acts, closed_at, merged_into } = await desk.caseOf(caseId);
      expect({ status, closed_at, merged_into }).toEqual({
        status: 'closed',
        closed_at: new Date(TUESDAY),
        merged_into: first,
      });
      expect(acts.slice(2)).toEqual([{ kind: 'closed', actor: 'engine', detail: {} }]);
      const owed = 'select target from casebook.delivery where case_id = $1 and seq = 3 order by target';
      expect(await desk.app.ownerQuery(owed, [caseId])).toEqual([{ target: 'kafka' }, { target: 'temporal' }]);
    }
    expect(await desk.caseOf(released)).toMatchObject({ status: 'registered' });
  });

  it('its 受理 judged by the merge, its handling by the first case’s', async () => {
    const first = await graded();
    desk.clock.set('2026-03-02T10:00:00+08:00');
    const inTime = await mergedUnder(first, [
      clock(ACCEPTANCE_CLOCK.clockId, 'acceptance', '2026-03-02T17:00:00+08:00'),
      clock(caseClockRef(1).clockId, 'case', '2026-03-02T17:00:00+08:00'),
    ]);
    desk.clock.set(TUESDAY);
    const late = await mergedUnder(first, [clock(ACCEPTANCE_CLOCK.clockId, 'acceptance', '2026-03-02T17:00:00+08:00')]);
    desk.clock.set(WEDNESDAY);
    await desk.closeCase(first);
    const at = utc('2026-03-02T10:00:00+08:00');
    expect((await desk.caseOf(inTime)).clocks).toMatchObject([
      { kind: 'acceptance', endedAt: at, overdueAt: null },
      { kind: 'case', endedAt: at, overdueAt: null },
    ]);
    expect((await desk.caseOf(late)).clocks).toMatchObject([
      { endedAt: utc(TUESDAY), overdueAt: utc('2026-03-02T17:00:00+08:00') },
    ]);
  });

  it('or refused, where the merge comes at the same moment', async () => {
    const casebook = desk.app.provider(Casebook);
    const database = desk.app.provider<DataSource>(dataSourceToken('follow-up'));
    /** As intake merges. */
    const merging = (caseId: string, into: string) =>
      database.transaction(async (tx) => {
        const references = [caseId, into].toSorted().map((id) => ({ caseId: id, jurisdiction: null }));
        const [one, other] = [await casebook.lock(tx, references[0]!), await casebook.lock(tx, references[1]!)];
        if (!takesMerged((one.complaint.id === into ? one : other).complaint.status)) return;
        const detail = { into };
        await casebook.recordAct(tx, { caseId, jurisdiction: null }, HANDLER, 'merged', () => ({
          detail,
          patch: { mergedInto: into },
        }));
      });
    for (let round = 0; round < 12; round += 1) {
      const [first, later] = [await graded(), await desk.cases.register()];
      const closing = () => desk.closeCase(first);
      await Promise.all(round % 2 === 0 ? [merging(later, first), closing()] : [closing(), merging(later, first)]);
      expect(await desk.caseOf(first)).toMatchObject({ status: 'closed' });
      const { status, merged_into } = await desk.caseOf(later);
      expect([
        ['closed', first],
        ['registered', null],
      ]).toContainEqual([status, merged_into]);
    }
  });

  it('not when the closing is refused', async () => {
    const first = await desk.answered();
    const merged = await mergedUnder(first);
    expect(await desk.app.provider(CloseCase).execute(first, 1)).toMatchObject({ refused: 'not-allowed-now' });
    expect(await desk.caseOf(merged)).toMatchObject({ status: 'merged' });
  });

  it('not by a late repetition of a closing before the first case was reopened', async () => {
    const first = await desk.closed();
    const leader = desk.app.as('leader');
    expect((await desk.post(leader, first, 'reopening', { reason: '问题又出现' })).status).toBe(200);
    const merged = await mergedUnder(first);
    await desk.closeCase(first, 1);
    expect(await desk.caseOf(first)).toMatchObject({ status: 'accepted' });
    expect(await desk.caseOf(merged)).toMatchObject({ status: 'merged' });
  });
});
