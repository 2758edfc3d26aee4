import { CASE_CLOCK, reworkClockId } from '@bancheng/casebook';
import { complaintEvent, eventTypeOf, type CaseEvent } from '@bancheng/contracts';
import { startClock } from '@bancheng/domain';
import fc from 'fast-check';
import { at, CASE_ID, HELPER, LEAD, wholeCase } from '../../test/whole-case.js';
import { projectCase } from './project-case.js';

const without = (...kinds: string[]) => wholeCase().filter(({ kind }) => !kinds.includes(kind));

describe('projectCase', () => {
  it('draws the whole case', () => {
    const { ledger, dispatches } = projectCase(wholeCase());
    expect(ledger).toEqual({
      case_id: CASE_ID,
      number: 'BBCS-370406-2026-00001',
      jurisdiction: '370406',
      status: 'archived',
      anonymous: false,
      type: 'complex',
      registered_at: at(9, 1),
      accepted_at: at(9, 2),
      due_at: at(13, 9),
      original_due_at: at(13, 9),
      provisional: false,
      overdue: true,
      next_due_at: null,
      departments: ['scjg', 'bdc'],
      answered: false,
      decline_reason: null,
      follow_up_excluded: null,
      unreachable: false,
      grade: 'satisfied',
      closed_at: at(13, 7),
    });
    const common = { case_id: CASE_ID, jurisdiction: '370406', sent_at: at(10, 2), final: true };
    expect(dispatches).toEqual([
      {
        ...common,
        dispatch_id: LEAD,
        department: 'scjg',
        lead: true,
        signed_at: at(10, 3),
        replied_at: at(13, 4),
        outcome: 'solved',
        due_at: at(12, 9),
        ended_at: at(11, 3),
        overdue_at: null,
      },
      {
        ...common,
        dispatch_id: HELPER,
        department: 'bdc',
        lead: false,
        signed_at: null,
        replied_at: at(13, 3),
        outcome: 'not-solved',
        due_at: at(14, 9),
        ended_at: at(13, 3),
        overdue_at: at(12, 9),
      },
    ]);
  });

  it('is the same in whatever order the events came', () => {
    const whole = projectCase(wholeCase());
    fc.assert(
      fc.property(fc.shuffledSubarray(wholeCase(), { minLength: 16 }), (shuffled) => {
        expect(projectCase(shuffled)).toEqual(whole);
      }),
    );
  });

  it('keeps what a newer event said when an older one comes after it', () => {
    const [registered, accepted] = wholeCase() as [CaseEvent, CaseEvent];
    expect(projectCase([accepted, registered]).ledger).toMatchObject({
      status: 'accepted',
      next_due_at: at(13, 9),
      overdue: false,
    });
  });

  it('fills the gap of the dispatching itself from the clocks and replies after it', () => {
    const { ledger, dispatches } = projectCase(without('dispatched'));
    expect(ledger.departments).toEqual(['scjg', 'bdc']);
    expect(dispatches.map(({ department, sent_at, due_at }) => ({ department, sent_at, due_at }))).toEqual([
      { department: 'scjg', sent_at: at(10, 2), due_at: at(12, 9) },
      { department: 'bdc', sent_at: at(10, 2), due_at: at(14, 9) },
    ]);
  });

  it('fills the gap of registration and acceptance from their clocks', () => {
    expect(projectCase(without('registered', 'accepted')).ledger).toMatchObject({
      registered_at: at(9, 3),
      accepted_at: at(9, 2),
      due_at: at(13, 9),
    });
    expect(projectCase(without('registered')).ledger.registered_at).toBe(at(9, 1));
  });

  it('shows a slip that a leader sent in place of a returned one, and no reminder as a deadline', () => {
    const open = wholeCase().filter(({ seq, kind }) => seq <= 7 && kind !== 'signed');
    const { caseId, number, jurisdiction } = open[0]!;
    const common = { caseId, number, jurisdiction, status: 'dispatched' } as const;
    const deadline = { dueAt: at(10, 8), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const sign = startClock({ clockId: `sign:${CASE_ID}`, kind: 'sign', department: 'yb' }, at(10, 6), deadline);
    const slip = { dispatchId: CASE_ID, department: 'yb', requirement: 'two-working-days', lead: false } as const;
    const sent = { ...slip, dueAt: at(12, 9) };
    const about = { dispatchId: HELPER, department: 'bdc' };
    const returned: CaseEvent = {
      ...{ ...common, seq: 21, kind: 'returned', at: at(10, 5), clocks: [] },
      detail: { ...about, proposedDepartment: 'yb', toLeader: true },
    };
    const ruled: CaseEvent = {
      ...{ ...common, seq: 22, kind: 'returnRuled', at: at(10, 6), clocks: [{ ...sign, overdueAt: sign.dueAt }] },
      detail: { ...about, ruledDepartment: 'yb', dispatches: [sent], departments: ['scjg', 'bdc', 'yb'] },
    };
    const { ledger, dispatches } = projectCase([...open, returned, ruled]);
    expect(ledger).toMatchObject({ departments: ['scjg', 'bdc', 'yb'], overdue: false, next_due_at: at(12, 9) });
    expect(dispatches.map(({ department }) => department)).toEqual(['scjg', 'bdc', 'yb']);
  });

  it('shows the limit of the round that a rework opened, the acceptance of the first', () => {
    const whole = wholeCase().filter(({ kind }) => kind !== 'closed' && kind !== 'archived');
    const { caseId, number, jurisdiction, seq } = whole.at(-1)!;
    const id = { clockId: reworkClockId(1), kind: 'case', department: null } as const;
    const deadline = { dueAt: at(20, 9), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const reworked: CaseEvent = {
      ...{ caseId, number, jurisdiction, seq: seq + 1, kind: 'reworkOpened', at: at(13, 8), status: 'meeting-held' },
      clocks: [startClock(id, at(13, 8), deadline)],
      detail: { round: 1, clockId: id.clockId, previousClockId: CASE_CLOCK },
    };
    expect(projectCase([...whole, reworked]).ledger).toMatchObject({
      status: 'meeting-held',
      accepted_at: at(9, 2),
      due_at: at(20, 9),
      original_due_at: at(20, 9),
      next_due_at: at(20, 9),
      overdue: true,
    });
  });

  it('takes the answer on the spot as the acceptance of a matter never accepted before', () => {
    const [registered] = wholeCase() as [Extract<CaseEvent, { kind: 'registered' }>];
    const answered: CaseEvent = {
      ...registered,
      seq: 2,
      kind: 'answeredOnTheSpot',
      at: at(9, 2),
      status: 'answered',
      clocks: [],
      detail: { type: 'simple' },
    };
    expect(projectCase([registered, answered]).ledger).toMatchObject({
      status: 'answered',
      type: 'simple',
      answered: true,
      accepted_at: at(9, 2),
      due_at: null,
      departments: [],
    });
  });
});

describe('the whole case', () => {
  it('is made of events as their schemas have them', () => {
    for (const data of wholeCase()) {
      const event = {
        specversion: '1.0',
        id: CASE_ID,
        source: '/bancheng/370406',
        type: eventTypeOf(data.kind),
        subject: CASE_ID,
        time: data.at,
        datacontenttype: 'application/json',
        data,
      };
      expect(complaintEvent(data.kind).safeParse(event).error).toBeUndefined();
    }
  });
});
