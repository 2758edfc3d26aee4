import type { ActRecord } from '@bancheng/casebook';
import { actsFor, textsFor } from './department-part.js';

const act = (seq: number, kind: string, detail: object) => ({ seq, kind, detail, clocks: [] }) as unknown as ActRecord;

const acts = [
  act(1, 'meetingHeld', {
    meetingId: 'm',
    leadDepartment: 'scjg',
    commitments: [
      { commitmentId: 'c-bdc', department: 'bdc', dueAt: '2026-03-05T09:00:00.000Z' },
      { commitmentId: 'c-sw', department: 'sw', dueAt: '2026-03-05T09:00:00.000Z' },
    ],
  }),
  act(2, 'taskForceCalled', { callId: 'call-bdc', department: 'bdc' }),
  act(3, 'taskForceCalled', { callId: 'call-sw', department: 'sw' }),
  act(4, 'commitmentEnded', { commitmentId: 'c-sw', department: 'sw', as: 'fulfilled' }),
];
const texts = [
  { seq: 1, kind: 'meeting-decision', ref: 'm', body: '议定' },
  { seq: 1, kind: 'commitment', ref: 'c-bdc', body: '出证' },
  { seq: 1, kind: 'commitment', ref: 'c-sw', body: '核税' },
  { seq: 2, kind: 'task-force-call', ref: 'call-bdc', body: '请到窗口' },
  { seq: 3, kind: 'task-force-call', ref: 'call-sw', body: '请到窗口' },
  { seq: 4, kind: 'commitment-report', ref: 'c-sw', body: '已核' },
] as const;

describe('a department’s part of a meeting and of calls to the window', () => {
  const refsOf = (department: string | null) => textsFor(texts, acts, department).map(({ ref }) => ref);

  it('is its own commitments and calls, with their texts', () => {
    expect(actsFor(acts, 'bdc').map(({ seq }) => seq)).toEqual([1, 2]);
    expect(actsFor(acts, 'bdc')[0]!.detail).toMatchObject({ commitments: [{ commitmentId: 'c-bdc' }] });
    expect(refsOf('bdc')).toEqual(['c-bdc', 'call-bdc']);
    expect(actsFor(acts, 'sw').map(({ seq }) => seq)).toEqual([1, 3, 4]);
    expect(refsOf('sw')).toEqual(['c-sw', 'call-sw', 'c-sw']);
  });

  it('is for the lead department the meeting without the others’ commitments', () => {
    expect(actsFor(acts, 'scjg')).toMatchObject([{ seq: 1, detail: { leadDepartment: 'scjg', commitments: [] } }]);
    expect(refsOf('scjg')).toEqual([]);
  });

  it('is what becomes of a meeting it is invited to, without the other departments', () => {
    const told = (['meetingConvened', 'meetingChanged', 'meetingCancelled'] as const).map((kind, index) =>
      act(5 + index, kind, { meetingId: 'm', departments: ['bdc', 'sw'] }),
    );
    expect(actsFor(told, 'sw').map(({ seq, detail }) => [seq, detail['departments']])).toEqual([
      [5, ['sw']],
      [6, ['sw']],
      [7, ['sw']],
    ]);
    expect(actsFor(told, 'scjg')).toEqual([]);
  });

  it('is nothing for one that has no part, and everything for the hall', () => {
    expect(actsFor(acts, 'yb')).toEqual([]);
    expect(refsOf(null)).toHaveLength(texts.length);
  });
});
