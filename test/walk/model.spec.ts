import {
  ACT_KINDS,
  CASE_STATUSES,
  DEFAULT_HALL_POLICY,
  handlingRound,
  wasTakenUp,
  WorkingCalendar,
} from '@bancheng/domain';
import fc from 'fast-check';
import { OFFICIAL_NOTICES } from '../../libs/domain/test/official-notices.js';
import { RULEBOOK, type Rulebook } from './case.js';
import { Fault, Walk, type Decide } from './walk.js';

const RULES = { policy: DEFAULT_HALL_POLICY, calendar: new WorkingCalendar(OFFICIAL_NOTICES) };
const WALKS = 5_000;
/** Decisions of a walk: about four to a step; where they run out, the walk ends. */
const decisions = fc.array(fc.nat(0xffff), { minLength: 40, maxLength: 240, size: 'max' });

/** @returns what the walk was like when it stopped wandering, and after everybody had done their duty */
function play(numbers: readonly number[], broken: Partial<Rulebook> = {}): Walk {
  let used = 0;
  const decide: Decide = (below) => numbers[used++]! % below;
  const walk = Walk.starting(RULES, decide, broken);
  while (used + 6 < numbers.length) walk.wander(decide);
  walk.finish();
  return walk;
}

describe('the rules of a case', () => {
  it(`hold on ${WALKS} random walks over every act and status`, () => {
    const acts = new Map<string, number>(ACT_KINDS.map((kind) => [kind, 0]));
    const statuses = new Map<string, number>(CASE_STATUSES.map((status) => [status, 0]));
    const count = (counts: Map<string, number>, key: string) => counts.set(key, counts.get(key)! + 1);
    fc.assert(
      fc.property(decisions, (numbers) => {
        for (const { kind, status } of play(numbers).one.acts) {
          count(acts, kind);
          count(statuses, status);
        }
      }),
      { numRuns: WALKS },
    );
    const table = [...acts, ...statuses].map(([name, times]) => `${name} ${times}`).join(', ');
    process.stdout.write(`${WALKS} walks: ${table}\n`);
    const seldom = [...acts, ...statuses].filter(([, times]) => times < 10);
    expect(seldom).toEqual([]);
  }, 300_000);

  const { extendClock, superviseClock, openObligations, nextAlarm } = RULEBOOK;
  /** Rules broken on purpose, and what the walks say of each: did they not notice, they would prove nothing. */
  const MUTANTS: [name: string, fault: string | RegExp, broken: Partial<Rulebook>][] = [
    [
      'an extension that erases the overdue mark',
      'the overdue mark is erased',
      { extendClock: (...args) => ({ ...extendClock(...args), overdueAt: null }) },
    ],
    [
      'an extension that forgets the original deadline',
      'the original deadline is lost',
      { extendClock: (...args) => ({ ...extendClock(...args), originalDueAt: args[1].dueAt }) },
    ],
    [
      'an extension that restarts the clock',
      'the original deadline is lost',
      { extendClock: (...args) => ({ ...extendClock(...args), startedAt: args[2] }) },
    ],
    [
      'closing without looking for what is open',
      'with an open commitment, dispatch, transfer or suspension',
      { openObligations: () => [] },
    ],
    [
      'commitments that bind nothing',
      'with an open commitment, dispatch, transfer or suspension',
      { openObligations: (clocks) => openObligations(clocks).filter((kind) => kind !== 'commitment') },
    ],
    [
      'lateness judged by the flag alone',
      'ended late and is not marked',
      { endClock: (clock, at) => (clock.endedAt === null ? { ...clock, endedAt: at } : clock) },
    ],
    [
      'warnings of clocks that have ended',
      // Where the case's status allows the alarm's act, and where it does not.
      /an ended clock moved|is due and not allowed/,
      { nextAlarm: (clocks) => nextAlarm([...clocks].map((clock) => ({ ...clock, endedAt: null }))) },
    ],
    ['a suspension that stops nothing', 'does not stand still', { pauseClock: (clock) => clock }],
    [
      'a warning that moves the deadline',
      'a deadline moved',
      { superviseClock: (clock, ...args) => ({ ...superviseClock(clock, ...args), dueAt: args[1] }) },
    ],
    ['a warning given over and over', 'does not come to rest', { superviseClock: (clock) => clock }],
    [
      'warnings of clocks that stand still',
      'while it stood still',
      { nextAlarm: (clocks) => nextAlarm([...clocks].map(({ pausedAt: _pausedAt, ...clock }) => clock)) },
    ],
    [
      'reworks without end',
      'a rework that is a leader’s to decide',
      { reworkDue: (clocks) => (wasTakenUp(clocks) ? handlingRound(clocks) : null) },
    ],
  ];

  it.each(MUTANTS)('notice %s', (_name, fault, broken) => {
    const run = fc.check(
      fc.property(decisions, (numbers) => void play(numbers, broken)),
      { numRuns: WALKS, endOnFailure: true },
    );
    expect(run.errorInstance).toBeInstanceOf(Fault);
    expect((run.errorInstance as Fault).message).toMatch(fault);
  });
});
