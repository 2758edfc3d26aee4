import { complaintEvent, eventTypeOf, type CaseEvent } from '@bancheng/contracts';
import {
  caseClockRef,
  dispatchClock,
  pauseClock,
  resumeClock,
  startClock,
  stopClock,
  suspensionClock,
} from '@bancheng/domain';
import fc from 'fast-check';
import { at, CASE_ID, HELPER, LEAD, wholeCase } from '../test/whole-case.js';
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
      channel: 'window',
      anonymous: false,
      type: 'complex',
      original_type: 'complex',
      registered_at: at(9, 1),
      accepted_at: at(9, 2),
      due_at: at(13, 9),
      original_due_at: at(13, 9),
      provisional: false,
      overdue: true,
      overdue_taken_back: false,
      next_due_at: null,
      departments: ['scjg', 'bdc'],
      lead_department: 'scjg',
      agency: null,
      agency_outcome: null,
      extended: true,
      answered: false,
      window_reply: null,
      decline_reason: null,
      cause: null,
      change_needed: null,
      follow_up_excluded: null,
      unreachable: false,
      grade: 'satisfied',
      graded_by: 'officer',
      rating: null,
      dependent_follow_up: false,
      closed_at: at(13, 7),
      progress_at: at(11, 3),
      solved_at: null,
      completed_at: at(13, 4),
      reopened: false,
      merged_into: null,
      repeated: false,
      offline: false,
    });
    const common = {
      ...{ case_id: CASE_ID, jurisdiction: '370406', sent_at: at(10, 2), final: true },
      ...{ paused_at: null, suspensions: [] },
    };
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
        original_due_at: at(12, 9),
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
        original_due_at: at(12, 9),
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
    const id = { clockId: caseClockRef(2).clockId, kind: 'case', department: null } as const;
    const deadline = { dueAt: at(20, 9), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const reworked: CaseEvent = {
      ...{ caseId, number, jurisdiction, seq: seq + 1, kind: 'reworkOpened', at: at(13, 8), status: 'meeting-held' },
      clocks: [startClock(id, at(13, 8), deadline)],
      detail: { round: 1, clockId: id.clockId, previousClockId: caseClockRef(1).clockId },
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

  it('shows a slip that a successor took over as sent by that act, due when it was', () => {
    const open = wholeCase().filter(({ seq }) => seq <= 5);
    const { caseId, number, jurisdiction } = open[0]!;
    const slip = open
      .flatMap(({ clocks }) => clocks)
      .findLast(({ kind, department }) => kind === 'dispatch' && department === 'bdc')!;
    const sent = { dispatchId: CASE_ID, department: 'yb', requirement: 'two-working-days', lead: false } as const;
    const taken: CaseEvent = {
      ...{ caseId, number, jurisdiction, status: 'dispatched', seq: 6, kind: 'succeeded', at: at(11, 1) },
      clocks: [stopClock(slip, at(11, 1)), { ...slip, ...dispatchClock(CASE_ID), department: 'yb' }],
      detail: {
        ...{ from: 'bdc', to: 'yb', dispatches: [{ ...sent, dueAt: slip.dueAt }], replaced: [HELPER], commitments: [] },
        departments: ['scjg', 'bdc', 'yb'],
      },
    };
    const { ledger, dispatches } = projectCase([...open, taken]);
    expect(ledger.departments).toEqual(['scjg', 'bdc', 'yb']);
    expect(dispatches.slice(1)).toMatchObject([
      { department: 'bdc', ended_at: at(11, 1), final: false },
      { department: 'yb', sent_at: at(11, 1), due_at: slip.dueAt, ended_at: null },
    ]);
  });

  it('counts nothing as late whose mark was taken back, and says that it was', () => {
    const overdue = wholeCase().filter(({ seq }) => seq <= 5);
    const { caseId, number, jurisdiction } = overdue[0]!;
    const common = { caseId, number, jurisdiction, status: 'dispatched' } as const;
    const slip = overdue.flatMap(({ clocks }) => clocks).findLast(({ kind }) => kind === 'dispatch')!;
    const marked = { ...slip, overdueAt: slip.dueAt };
    const { clockId, department, dueAt: oldDueAt } = slip;
    const red: CaseEvent = {
      ...{ ...common, seq: 6, kind: 'redWarned', at: at(15, 1), clocks: [marked] },
      detail: { clockId, department, dueAt: oldDueAt },
    };
    const told = projectCase([...overdue, red]);
    expect(told.ledger).toMatchObject({ overdue: true, overdue_taken_back: false });
    const moved = { clockId, oldDueAt, newDueAt: at(16, 9) };
    const anew: CaseEvent = {
      ...{ ...common, seq: 7, kind: 'deadlinesReprojected', at: at(15, 2) },
      clocks: [{ ...slip, dueAt: moved.newDueAt }],
      detail: { because: 'calendar', fromVersion: 'a', toVersion: 'b', moved: [moved], takenBack: [clockId] },
    };
    const { ledger, dispatches } = projectCase([...overdue, red, anew]);
    expect(ledger).toMatchObject({ overdue: false, overdue_taken_back: true });
    expect(dispatches.find((row) => row.department === department)).toMatchObject({
      ...{ due_at: at(16, 9), original_due_at: slip.originalDueAt, overdue_at: null },
    });
  });

  it('shows the agency that has the case, and its deadline while the case’s own clock stands still', () => {
    const open = wholeCase().filter(({ seq }) => seq <= 3);
    const { caseId, number, jurisdiction } = open[0]!;
    const deadline = { dueAt: at(20, 9), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const clock = startClock({ clockId: `transfer:${LEAD}`, kind: 'transfer', department: null }, at(9, 5), deadline);
    const known = open.flatMap(({ clocks }) => clocks).findLast(({ kind }) => kind === 'case')!;
    const transferred: CaseEvent = {
      ...{ caseId, number, jurisdiction, seq: 4, kind: 'transferred', at: at(9, 5), status: 'transferred' },
      clocks: [pauseClock(known, at(9, 5)), clock],
      detail: { transferId: LEAD, agency: 'shengting' },
    };
    const { ledger } = projectCase([...open, transferred]);
    expect(ledger).toMatchObject({
      ...{ agency: 'shengting', agency_outcome: null, extended: false },
      ...{ due_at: known.dueAt, next_due_at: at(20, 9) },
    });
    const about = { transferId: LEAD, agency: 'shengting' };
    const later = (seq: number) => ({ caseId, number, jurisdiction, seq, at: at(10, seq), clocks: [] });
    const answered: CaseEvent = {
      ...{ ...later(5), kind: 'transferAnswered', status: 'replied' },
      detail: { ...about, outcome: 'not-solved' },
    };
    expect(projectCase([...open, transferred, answered]).ledger).toMatchObject({ agency_outcome: 'not-solved' });
    const again: CaseEvent = { ...later(6), kind: 'transferred', status: 'transferred', detail: about };
    expect(projectCase([...open, transferred, answered, again]).ledger).toMatchObject({ agency_outcome: null });
  });

  it.each([true, false])('an extension is one once it is granted: %p, however the deadline moved', (granted) => {
    const open = wholeCase().filter(({ seq }) => seq <= 5);
    const { caseId, number, jurisdiction } = open[0]!;
    const decided: CaseEvent = {
      ...{ caseId, number, jurisdiction, seq: 6, kind: 'extensionDecided', at: at(11, 1), status: 'dispatched' },
      detail: { extensionId: CASE_ID, dispatchId: HELPER, department: 'bdc', granted, workingDays: 3 },
      clocks: [],
    };
    expect(projectCase([...open, decided]).ledger).toMatchObject({ extended: granted });
  });

  it('shows when a department’s clock stood still, and for how long, while the case’s runs on', () => {
    const open = wholeCase().filter(({ seq }) => seq <= 5);
    const { caseId, number, jurisdiction } = open[0]!;
    const slip = { suspensionId: CASE_ID, dispatchId: HELPER, department: 'bdc' };
    const deadline = (dueAt: string) => ({ dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' });
    const known = open.at(-1)!.clocks.find(({ department }) => department === 'bdc')!;
    const id = { ...suspensionClock(HELPER), department: 'bdc' } as const;
    const limit = startClock(id, at(10, 4), deadline(at(24, 9)));
    const paused = pauseClock(known, at(10, 4));
    const about = { caseId, number, jurisdiction, status: 'dispatched' } as const;
    const suspended: CaseEvent = {
      ...{ ...about, seq: 6, kind: 'suspended', at: at(10, 4), clocks: [paused, limit] },
      detail: { ...slip, until: at(24, 9) },
    };
    const waiting = projectCase([...open, suspended]);
    expect(waiting.ledger).toMatchObject({ next_due_at: at(12, 9), due_at: at(13, 9) });
    expect(waiting.dispatches[1]).toMatchObject({
      paused_at: at(10, 4),
      suspensions: [{ suspendedAt: at(10, 4), endedAt: null, workingDays: null }],
    });
    const resumed: CaseEvent = {
      ...{ ...about, seq: 7, kind: 'resumed', at: at(12, 2) },
      clocks: [resumeClock(paused, deadline(at(14, 9))), stopClock(limit, at(12, 2))],
      detail: { ...slip, cause: 'papers-received', oldDueAt: at(12, 9), newDueAt: at(14, 9), workingDays: 2 },
    };
    const after = { due_at: at(14, 9), original_due_at: at(12, 9), paused_at: null };
    const suspensions = [{ suspendedAt: at(10, 4), endedAt: at(12, 2), workingDays: 2 }];
    expect(projectCase([...open, suspended, resumed]).dispatches[1]).toMatchObject({ ...after, suspensions });
    expect(projectCase([resumed, ...open]).dispatches[1]).toMatchObject({ ...after, suspensions });
  });

  describe('of what came after closing', () => {
    const closed = wholeCase().filter(({ kind }) => kind !== 'archived');
    const { clocks: _clocks, detail: _detail, kind: _kind, ...about } = closed.at(-1)!;
    const next = (n: number, kind: string, status: string, detail: object, clocks: object[] = []) =>
      ({ ...about, seq: about.seq + n, at: at(20, n), kind, status, clocks, detail }) as unknown as CaseEvent;

    const rated = next(1, 'rated', 'closed', { grade: 'very-dissatisfied' });
    const clock = { clockId: 'case:2', kind: 'case', department: null } as const;
    const deadline = { dueAt: at(24, 9), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const started = startClock(clock, at(20, 2), deadline);
    const reopened = next(
      2,
      'reopened',
      'accepted',
      { round: 1, clockId: 'case:2', previousClockId: 'case', type: 'complex' },
      [{ ...started, reopening: true }],
    );

    it('keeps the citizen’s rating beside the grade', () => {
      expect(projectCase([...closed, rated]).ledger).toMatchObject({
        grade: 'satisfied',
        graded_by: 'officer',
        rating: 'very-dissatisfied',
        closed_at: at(13, 7),
        reopened: false,
      });
    });

    it('opens a reopened case again: what it came to before counts no more', () => {
      const open = projectCase([reopened, rated, ...closed]).ledger;
      expect(open).toMatchObject({
        ...{ status: 'accepted', type: 'complex', accepted_at: at(9, 2), due_at: at(24, 9), closed_at: null },
        ...{ grade: null, graded_by: null, rating: null, reopened: true },
      });
      const opened = next(3, 'followUpOpened', 'follow-up', { excluded: null });
      const assigned = next(4, 'followUpAssigned', 'follow-up', { officer: 'hui-1', independent: false });
      const graded = next(5, 'graded', 'followed-up', { grade: 'fairly-satisfied', by: 'citizen' });
      const again = next(6, 'closed', 'closed', {});
      expect(projectCase([...closed, rated, reopened, opened, assigned, graded, again]).ledger).toMatchObject({
        ...{ grade: 'fairly-satisfied', graded_by: 'citizen', rating: null },
        ...{ dependent_follow_up: true, closed_at: at(20, 6), reopened: true },
      });
      const anew = next(5, 'followUpOpened', 'follow-up', { excluded: null });
      expect(projectCase([...closed, opened, assigned, anew]).ledger.dependent_follow_up).toBe(false);
    });

    it('takes the reopening as the acceptance of what had been declined', () => {
      const [registered] = wholeCase();
      const declined = { ...registered!, seq: 2, kind: 'declined', status: 'declined', detail: { reason: 'petition' } };
      const before = [registered!, { ...declined, clocks: [] } as unknown as CaseEvent];
      expect(projectCase(before).ledger).toMatchObject({ type: null, accepted_at: null, decline_reason: 'petition' });
      const taken = { type: 'complex', accepted_at: at(20, 2), decline_reason: null };
      expect(projectCase([...before, reopened]).ledger).toMatchObject(taken);
    });
  });

  it('shows the first case that a matter stands under, whose deadline alone counts then, until it is released', () => {
    const [registered] = wholeCase() as [Extract<CaseEvent, { kind: 'registered' }>];
    const about = { caseId: CASE_ID, number: registered.number, jurisdiction: registered.jurisdiction, clocks: [] };
    const merged: CaseEvent = {
      ...{ ...about, seq: 2, kind: 'merged', at: at(9, 2), status: 'merged', detail: { into: HELPER } },
    };
    const released: CaseEvent = {
      ...{ ...about, seq: 3, kind: 'unmerged', at: at(9, 3), status: 'registered', detail: { from: HELPER } },
    };
    expect(projectCase([merged, registered]).ledger).toMatchObject({ merged_into: HELPER, next_due_at: null });
    expect(projectCase([released, merged, registered]).ledger).toMatchObject({
      merged_into: null,
      next_due_at: at(10, 9),
    });
  });

  it('marks what is a repetition, and what was written offline and counts from then', () => {
    const [registered] = wholeCase() as [Extract<CaseEvent, { kind: 'registered' }>];
    const offline = { station: 'east', writtenAt: at(8, 1) };
    const slip: CaseEvent = { ...registered, detail: { ...registered.detail, offline } };
    const { caseId, number, jurisdiction } = registered;
    const flagged: CaseEvent = {
      ...{ caseId, number, jurisdiction, seq: 2, kind: 'repeatFlagged', at: at(9, 2), status: 'registered' },
      ...{ clocks: [], detail: { earlier: HELPER } },
    };
    const marked = { offline: true, repeated: true, registered_at: at(8, 1) };
    expect(projectCase([slip, flagged]).ledger).toMatchObject(marked);
  });

  it('takes papers of the case itself for no slip', () => {
    const events = wholeCase();
    const last = events.at(-1)!;
    const papers: CaseEvent = {
      ...{ caseId: last.caseId, number: last.number, jurisdiction: last.jurisdiction, status: last.status },
      ...{ seq: last.seq + 1, kind: 'papersAdded', at: last.at, clocks: [] },
      detail: { to: 'case', dispatchId: null, department: null, attachments: 1 },
    };
    expect(projectCase([...events, papers]).dispatches).toEqual(projectCase(events).dispatches);
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
