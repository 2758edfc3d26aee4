import { randomUUID } from 'node:crypto';
import { endClock, pauseClock, type CaseClock } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import { clockFrom, MORNING } from '../test/case-records.js';
import { apiSource, mergeClocks, worklistColumns } from './act.js';
import { BUCKETS, bucketOf } from './casebook.js';

const acceptance = clockFrom(MORNING);
const ofCase: CaseClock = {
  ...acceptance,
  clockId: 'case',
  kind: 'case',
  dueAt: '2026-03-04T09:00:00.000Z',
  yellowAt: '2026-03-03T09:00:00.000Z',
};
const ofDispatch: CaseClock = { ...ofCase, clockId: 'dispatch:1', kind: 'dispatch', department: 'scjg' };

describe('worklistColumns', () => {
  it('are the next running deadline of the case, its own or a part’s', () => {
    const ended = endClock(acceptance, MORNING);
    const { dueAt, yellowAt } = ofCase;
    expect(worklistColumns([ofDispatch, ended, ofCase])).toEqual({ dueAt, yellowAt, overdue: false });
    expect(worklistColumns([acceptance])).toEqual({ dueAt: acceptance.dueAt, yellowAt: null, overdue: false });
    const sooner = { ...ofDispatch, dueAt: '2026-03-03T09:00:00.000Z', yellowAt: null };
    expect(worklistColumns([ended, ofCase, sooner])).toEqual({ dueAt: sooner.dueAt, yellowAt, overdue: false });
    const promised: CaseClock = { ...ofCase, clockId: 'commitment:1', kind: 'commitment', department: 'scjg' };
    expect(worklistColumns([ended, endClock(ofCase, MORNING), promised]).dueAt).toBe(dueAt);
  });

  it('are the agency’s deadline while it has the case and the case’s own clock stands still', () => {
    const paused = pauseClock(ofCase, MORNING);
    const transfer: CaseClock = {
      ...ofCase,
      clockId: 'transfer:1',
      kind: 'transfer',
      dueAt: '2026-03-09T09:00:00.000Z',
    };
    expect(worklistColumns([paused, transfer]).dueAt).toBe(transfer.dueAt);
    expect(worklistColumns([paused, endClock(transfer, MORNING)]).dueAt).toBe(ofCase.dueAt);
  });

  it('say overdue once any deadline was missed, of a dispatch too, ended or not', () => {
    const late = endClock(ofDispatch, '2026-03-05T01:00:00.000Z');
    expect(worklistColumns([ofCase, late]).overdue).toBe(true);
  });

  it('leave out a reminder to sign', () => {
    const reminded: CaseClock = { ...ofDispatch, clockId: 'sign:1', kind: 'sign', overdueAt: ofDispatch.dueAt };
    expect(worklistColumns([reminded])).toEqual({ dueAt: null, yellowAt: null, overdue: false });
  });
});

describe('mergeClocks', () => {
  it('replaces a clock by its id, adds what is new and leaves the rest', () => {
    const moved = { ...ofCase, dueAt: '2026-03-06T09:00:00.000Z' };
    expect(mergeClocks([acceptance, ofCase], [moved, ofDispatch])).toEqual([acceptance, moved, ofDispatch]);
    expect(mergeClocks([acceptance], [])).toEqual([acceptance]);
  });
});

describe('apiSource', () => {
  const actor: Actor = {
    subject: 'a',
    name: null,
    roles: ['admin', 'leader'],
    jurisdiction: '370406',
    department: null,
  };

  it('is the first of the endpoint’s roles that the caller holds', () => {
    expect(apiSource(actor, ['clerk', 'leader', 'admin'])).toEqual({ subject: 'a', role: 'leader', origin: 'api' });
  });

  it('is nothing for a caller with none of them', () => {
    expect(() => apiSource(actor, ['clerk'])).toThrow();
  });
});

describe('bucketOf', () => {
  it('is stable, in range, and uses every bucket', () => {
    const ids = Array.from({ length: 1_000 }, () => randomUUID());
    const buckets = ids.map(bucketOf);
    expect(ids.map(bucketOf)).toEqual(buckets);
    expect([...new Set(buckets)].sort((a, b) => a - b)).toEqual(Array.from({ length: BUCKETS }, (_, bucket) => bucket));
  });
});
