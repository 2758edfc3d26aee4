import { CASE_STATUSES } from './statuses.js';
import { mayRecord, STATUS_TABLE, statusAfter, statusTableFaults } from './status-table.js';

describe('status table', () => {
  it('has no unreachable status and no dead end', () => {
    expect(statusTableFaults(STATUS_TABLE, CASE_STATUSES)).toEqual([]);
  });

  it('names what is wrong with a broken table', () => {
    const { archived: _archived, ...broken } = STATUS_TABLE;
    expect(statusTableFaults(broken, CASE_STATUSES)).toEqual(['dead end: closed', 'unreachable: archived']);
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
