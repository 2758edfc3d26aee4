import { CASE_STATUSES } from './statuses.js';
import { ACTS } from './acts/index.js';
import { mayRecord, statusAfter, statusTableFaults } from './status-table.js';

describe('status table', () => {
  it('has no unreachable status and no dead end', () => {
    expect(statusTableFaults(ACTS, CASE_STATUSES)).toEqual([]);
  });

  it('names what is wrong with a broken table', () => {
    const { withdrawn: _withdrawn, ...unreachable } = ACTS;
    expect(statusTableFaults(unreachable, CASE_STATUSES)).toEqual(['unreachable: withdrawn']);
    const trapped = { ...ACTS, closed: { ...ACTS.closed, from: ['followed-up'] as const } };
    const { unmerged: _unmerged, ...trap } = trapped;
    expect(statusTableFaults(trap, CASE_STATUSES)).toEqual(['dead end: merged']);
  });

  it('sees a circle that never ends as a dead end', () => {
    const { archived: _archived, ...endless } = ACTS;
    const faults = statusTableFaults(endless, CASE_STATUSES);
    expect(faults).toContain('unreachable: archived');
    expect(faults.filter((fault) => fault.startsWith('dead end'))).toHaveLength(CASE_STATUSES.length - 1);
  });

  it('opens a case only by registration', () => {
    expect(mayRecord('registered', null)).toBe(true);
    expect(mayRecord('accepted', null)).toBe(false);
    expect(mayRecord('registered', 'registered')).toBe(false);
  });

  it('keeps the status of acts that only add a fact', () => {
    expect(statusAfter('signed', 'dispatched')).toBe('dispatched');
    expect(() => statusAfter('signed', 'dispatched', 'replied')).toThrow();
  });

  it('demands a choice where the table offers several', () => {
    expect(statusAfter('replied', 'dispatched', 'replied')).toBe('replied');
    expect(() => statusAfter('replied', 'dispatched')).toThrow();
    expect(() => statusAfter('graded', 'follow-up', 'closed')).toThrow();
  });
});
