import type { CaseEvent } from '@bancheng/contracts';
import { caseClockRef, endClock, startClock, type CaseClock } from '@bancheng/domain';
import { at, HELPER, LEAD, wholeCase } from '../test/whole-case.js';
import { projectCase } from './project-case.js';

type Draft = Pick<CaseEvent, 'kind' | 'status'> & { at: string; detail: object; clocks?: CaseClock[] };

/** The whole case up to `seq`, then these acts. */
function after(seq: number, ...drafts: Draft[]): CaseEvent[] {
  const earlier = wholeCase().filter((event) => event.seq <= seq);
  const { caseId, number, jurisdiction } = earlier[0]!;
  const added = drafts.map((draft, index) => ({
    ...{ caseId, number, jurisdiction, seq: seq + index + 1, clocks: [] },
    ...draft,
  }));
  return [...earlier, ...(added as unknown as CaseEvent[])];
}
const milestones = (events: CaseEvent[]) => {
  const { progress_at, solved_at } = projectCase(events).ledger;
  return { progress_at, solved_at };
};
const reply = (dispatchId: string, department: string, outcome: string, time: string, last: boolean): Draft => ({
  ...{ kind: 'replied', at: time, status: last ? 'replied' : 'dispatched' },
  detail: { dispatchId, department, outcome, final: outcome !== 'progress', late: false },
});

describe('the two dates of a complex case', () => {
  it('are the lead’s report and the last solution', () => {
    expect(milestones(after(6))).toEqual({ progress_at: null, solved_at: null });
    expect(milestones(after(7))).toEqual({ progress_at: at(11, 3), solved_at: null });
    const half = after(7, reply(HELPER, 'bdc', 'solved', at(12, 1), false));
    expect(milestones(half)).toEqual({ progress_at: at(11, 3), solved_at: null });
    const solved = after(
      7,
      reply(HELPER, 'bdc', 'solved', at(12, 1), false),
      reply(LEAD, 'scjg', 'solved', at(13, 1), true),
    );
    expect(milestones(solved)).toEqual({ progress_at: at(11, 3), solved_at: at(13, 1) });
    expect(milestones(solved.toReversed())).toEqual({ progress_at: at(11, 3), solved_at: at(13, 1) });
  });

  it('are the window’s report and its reply where the office leads', () => {
    const [, accepted] = wholeCase();
    const whole = accepted!.clocks.find(({ clockId }) => clockId === caseClockRef(1).clockId)!;
    const led = after(
      4,
      {
        ...{ kind: 'progressReported', at: at(12, 1), status: 'meeting-held', detail: { late: false } },
        clocks: [endClock(whole, at(12, 1))],
      },
      {
        ...{ kind: 'repliedByWindow', at: at(13, 1), status: 'replied' },
        detail: { outcome: 'solved', department: null },
      },
    );
    expect(milestones(led)).toEqual({ progress_at: at(12, 1), solved_at: at(13, 1) });
  });

  it('has no solution where a part was not solved', () => {
    expect(milestones(wholeCase())).toEqual({ progress_at: at(11, 3), solved_at: null });
  });

  it('has a completion whether it was solved or not: the last final reply, and no progress', () => {
    const completed = (events: CaseEvent[]) => projectCase(events).ledger.completed_at;
    expect(completed(after(7))).toBeNull();
    expect(completed(wholeCase())).toBe(at(13, 4));
  });

  it('leaves out a slip that was recalled', () => {
    const recalled: Draft = {
      ...{ kind: 'recalled', at: at(12, 3), status: 'replied' },
      detail: { dispatchId: HELPER, department: 'bdc' },
    };
    const events = after(7, reply(LEAD, 'scjg', 'solved', at(12, 1), false), recalled);
    expect(milestones(events).solved_at).toBe(at(12, 3));
  });

  it('is not met by a withdrawal', () => {
    const [whole] = wholeCase()[1]!.clocks.filter(({ clockId }) => clockId === caseClockRef(1).clockId) as [CaseClock];
    const withdrawn: Draft = {
      ...{ kind: 'withdrawn', at: at(10, 4), status: 'withdrawn', detail: { confirmedBy: 'phone' } },
      clocks: [{ ...whole, endedAt: at(10, 4) }],
    };
    expect(milestones(after(6, withdrawn))).toEqual({ progress_at: null, solved_at: null });
  });

  it('begins anew with a rework', () => {
    const clockId = caseClockRef(2).clockId;
    const deadline = { dueAt: at(24, 9), yellowAt: null, provisional: false, calendarVersion: 'test' };
    const clock = startClock({ clockId, kind: 'case', department: null }, at(14, 1), deadline);
    const reworked: Draft = {
      ...{ kind: 'reworkOpened', at: at(14, 1), status: 'meeting-held', clocks: [clock] },
      detail: { round: 1, clockId, previousClockId: caseClockRef(1).clockId },
    };
    expect(milestones(after(12, reworked))).toEqual({ progress_at: null, solved_at: null });
  });

  it('takes a solution from the agency that had the matter', () => {
    const answer = (outcome: string): Draft => ({
      ...{ kind: 'transferAnswered', at: at(12, 1), status: 'replied' },
      detail: { transferId: LEAD, agency: 'shengting', outcome },
    });
    expect(milestones(after(4, answer('solved'))).solved_at).toBe(at(12, 1));
    expect(milestones(after(4, answer('not-solved'))).solved_at).toBeNull();
  });

  it('takes a solution from the window, unless a department before it had not solved its part', () => {
    const answer = (outcome: string): Draft => ({
      ...{ kind: 'repliedByWindow', at: at(12, 1), status: 'replied' },
      detail: { outcome, department: null },
    });
    expect(milestones(after(4, answer('solved'))).solved_at).toBe(at(12, 1));
    expect(milestones(after(4, answer('not-solved'))).solved_at).toBeNull();
    const unsolved = reply(HELPER, 'bdc', 'not-solved', at(11, 1), false);
    expect(milestones(after(5, unsolved, answer('solved'))).solved_at).toBeNull();
  });
});
