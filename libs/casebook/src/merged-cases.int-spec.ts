import { FakeClock, until } from '@bancheng/testing';
import { CaseRecords, MORNING } from '../test/case-records.js';
import { BY_ANOTHER_CASE, lockWithMerged } from './index.js';

const LAST_ID = 'ffffffff-ffff-4fff-bfff-ffffffffffff';
const FIRST_ID = '00000000-0000-4000-8000-000000000001';

describe('merged cases', () => {
  let records: CaseRecords;

  beforeAll(async () => {
    records = await CaseRecords.open(new FakeClock(MORNING));
  });
  afterAll(() => records.close());

  const merge = (caseId: string, into: string) =>
    records.act(caseId, 'merged', { detail: { into }, patch: { mergedInto: into } });
  const unmerge = (caseId: string, from: string) =>
    records.act(caseId, 'unmerged', { detail: { from }, to: 'registered', patch: { mergedInto: null } });

  async function registered(id?: string): Promise<string> {
    return (await records.register(id === undefined ? {} : { id })).caseId;
  }

  it('are locked with their first case, in ascending id; one that was taken out is not', async () => {
    const [first, one, other, released] = await Promise.all([registered(), registered(), registered(), registered()]);
    for (const id of [one, other, released]) await merge(id, first);
    await unmerge(released, first);
    await records.transaction(async (tx) => {
      expect(await lockWithMerged(tx, first)).toEqual([one, other].toSorted());
      const free = await records.rows<{ id: string }>(
        'select id from casebook.complaint where id = any($1) for update skip locked',
        [[first, one, other, released]],
      );
      expect(free).toEqual([{ id: released }]);
    });
  });

  it('include one whose merge was under way when the lock was asked for', async () => {
    const [first, late] = [await registered(LAST_ID), await registered(FIRST_ID)];
    const locking: Promise<string[]>[] = [];
    await records.transaction(async (tx) => {
      await records.actIn(tx, late, 'merged', { detail: { into: first }, patch: { mergedInto: first } });
      await records.casebook.lock(tx, { caseId: first, jurisdiction: null });
      locking.push(
        records.transaction(async (other) => {
          const merged = await lockWithMerged(other, first);
          const free = await records.rows('select id from casebook.complaint where id = $1 for update skip locked', [
            late,
          ]);
          expect(free).toEqual([]);
          return merged;
        }),
      );
      await until(async () => (await records.rows('select from pg_locks where not granted')).length > 0);
    });
    expect(await Promise.all(locking)).toEqual([[late]]);
  });

  it('hear by the relay of what befalls them because of another case', async () => {
    const [first, merged] = [await registered(), await registered()];
    await merge(merged, first);
    await records.act(merged, 'closed', { detail: {} }, { source: BY_ANOTHER_CASE });
    const owed = await records.rows(
      'select target, seq from casebook.delivery where case_id = $1 and seq = 3 order by target',
      [merged],
    );
    expect(owed).toEqual([
      { target: 'kafka', seq: 3 },
      { target: 'temporal', seq: 3 },
    ]);
  });
});
