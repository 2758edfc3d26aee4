import type { CaseEvent } from '@bancheng/contracts';
import {
  dispatchClock,
  endClock,
  pauseClock,
  startClock,
  type CaseClock,
  type CaseStatus,
  type ClockKind,
} from '@bancheng/domain';
import { openPartsOf } from './open-parts.js';

const CASE_ID = '00000000-0000-4000-8000-000000000001';
const [SLIP, OTHER, EXTENSION] = ['11111111', '22222222', '33333333'].map(
  (start) => `${start}-0000-4000-8000-000000000000`,
);
const NOW = '2026-03-05T02:00:00.000Z';
const [PAST, NEXT] = ['2026-03-04T09:00:00.000Z', '2026-03-06T09:00:00.000Z'];

function clock(clockId: string, kind: ClockKind, department: string | null, dueAt: string = NEXT!): CaseClock {
  const deadline = { dueAt, yellowAt: null, provisional: false, calendarVersion: 'test' };
  return startClock({ clockId, kind, department }, '2026-03-02T01:00:00.000Z', deadline);
}
const caseClock = clock('case', 'case', null, PAST);
const slipClock = (id = SLIP!, department = 'scjg') => clock(dispatchClock(id).clockId, 'dispatch', department, PAST);

/** Events in this order, each of a kind, a status after it, a detail and clocks. */
function story(...acts: [CaseEvent['kind'], CaseStatus, object?, (readonly CaseClock[])?][]): CaseEvent[] {
  const common = { caseId: CASE_ID, number: 'BBCS-370406-2026-00001', jurisdiction: '370406', at: NOW };
  return acts.map(
    ([kind, status, detail = {}, clocks = []], index) =>
      ({ ...common, seq: index + 1, kind, status, detail, clocks }) as never,
  );
}
const about = { dispatchId: SLIP, department: 'scjg' };
const ofCase = { clockId: 'case', dispatchId: null, department: null };
const accepted = ['accepted', 'accepted', { type: 'general' }, [caseClock]] as const;
const dispatched = ['dispatched', 'dispatched', { dispatches: [about], departments: ['scjg'] }, [slipClock()]] as const;
const waitsFor = (events: CaseEvent[]) => openPartsOf(events, NOW).map((part) => part.waitsFor);

describe('openPartsOf', () => {
  it.each([
    ['acceptance', story(['registered', 'registered', {}, [clock('acceptance', 'acceptance', null)]])],
    ['dispatch', story([...accepted])],
    [
      'dispatch-again',
      story([...accepted], [...dispatched], ['returned', 'accepted', about, [endClock(slipClock(), NOW)]]),
    ],
    [
      'transfer',
      story(
        [...accepted],
        [...dispatched],
        ['returned', 'accepted', { ...about, proposedDepartment: null }, [endClock(slipClock(), NOW)]],
      ),
    ],
    [
      'transfer',
      story(
        [...accepted],
        [...dispatched],
        ['returned', 'dispatched', { ...about, proposedDepartment: 'bdc', toLeader: true }],
        ['returnRuled', 'accepted', { ...about, ruledDepartment: null }, [endClock(slipClock(), NOW)]],
      ),
    ],
    ['meeting', story([...accepted], ['meetingConvened', 'meeting-convened'])],
    ['agency', story([...accepted], ['transferred', 'transferred', {}, [clock('transfer:1', 'transfer', null)]])],
    ['commitment', story(['replied', 'replied', {}, [clock('commitment:1', 'commitment', 'bdc')]])],
    ['progress', story([...accepted], ['replied', 'dispatched', {}, [clock('progress', 'progress', null)]])],
    ['signing', story([...accepted], [...dispatched])],
    ['handling', story([...accepted], [...dispatched], ['signed', 'dispatched', about])],
    ['return-ruling', story([...accepted], [...dispatched], ['returned', 'dispatched', { ...about, toLeader: true }])],
    [
      'handling',
      story(
        [...accepted],
        [...dispatched],
        ['signed', 'dispatched', about],
        ['returned', 'dispatched', about],
        ['returnRuled', 'dispatched', about],
      ),
    ],
    [
      'extension-decision',
      story([...accepted], [...dispatched], ['extensionAsked', 'dispatched', { ...about, extensionId: EXTENSION }]),
    ],
    // Asked for the case's own deadline, at the window.
    ['extension-decision', story([...accepted], ['extensionAsked', 'accepted', { ...ofCase, extensionId: EXTENSION }])],
    [
      'dispatch',
      story(
        [...accepted],
        ['extensionAsked', 'accepted', { ...ofCase, extensionId: EXTENSION }],
        ['extensionWithdrawn', 'accepted', { ...ofCase, extensionId: EXTENSION }],
      ),
    ],
    [
      'signing',
      story(
        [...accepted],
        [...dispatched],
        ['extensionAsked', 'dispatched', { ...about, extensionId: EXTENSION }],
        ['extensionDecided', 'dispatched', { ...about, extensionId: EXTENSION }],
      ),
    ],
    ['papers', story([...dispatched], ['suspended', 'dispatched', about, [pauseClock(slipClock(), PAST!)]])],
    ['follow-up', story(['answeredOnTheSpot', 'answered'])],
    ['ruling', story(['graded', 'dissatisfied'])],
    ['closing', story(['graded', 'followed-up'])],
  ])('says that a case waits for %s', (what, events) => {
    expect(waitsFor(events)).toEqual([what]);
  });

  it('gives a part to each department that still has one, else to the window, with its earliest deadline', () => {
    const second = slipClock(OTHER, 'bdc');
    const both = story(
      [...accepted],
      ['dispatched', 'dispatched', { dispatches: [] }, [slipClock(), { ...second, dueAt: NEXT! }]],
    );
    const theirs = openPartsOf(both, NOW);
    expect(theirs.map(({ department, dueAt, overdue }) => [department, dueAt, overdue])).toEqual([
      ['scjg', PAST, true],
      ['bdc', NEXT, false],
    ]);
    expect(openPartsOf(story([...accepted]), NOW)).toMatchObject([{ department: null, dueAt: PAST, overdue: true }]);
    expect(openPartsOf(story(['declined', 'declined']), NOW)).toMatchObject([{ dueAt: null, overdue: false }]);
  });

  it('gives one to the window too where the case’s own deadline comes before every department’s, or runs while theirs stand still', () => {
    const extended = story([...accepted], ['dispatched', 'dispatched', {}, [{ ...slipClock(), dueAt: NEXT! }]]);
    const waiting = story([...accepted], ['suspended', 'dispatched', about, [pauseClock(slipClock(), PAST!)]]);
    for (const [events, dueAt] of [
      [extended, NEXT],
      [waiting, PAST],
    ] as const) {
      expect(openPartsOf(events, NOW)).toMatchObject([
        { department: 'scjg', dueAt, overdue: false },
        { department: null, dueAt: PAST, overdue: true },
      ]);
    }
  });

  it('calls overdue what was missed before it stood still, and nothing by a reminder to sign', () => {
    const suspended = (at: string) =>
      story([...dispatched], ['suspended', 'dispatched', about, [pauseClock(slipClock(), at)]]);
    expect(openPartsOf(suspended(PAST!), NOW)[0]!.overdue).toBe(false);
    expect(openPartsOf(suspended(NOW), NOW)[0]!.overdue).toBe(true);
    const sign = clock('sign:1', 'sign', 'scjg', PAST);
    expect(openPartsOf(story(['dispatched', 'dispatched', {}, [sign]]), NOW)).toMatchObject([
      { department: null, overdue: false },
    ]);
  });
});
