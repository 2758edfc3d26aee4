import type { DispatchRequirement } from './clock-policy.js';
import type { Deadline } from './deadlines.js';

/**
 * What a clock measures: 受理 within one working day, the case's own 办理时限, one dispatch's 办理要求, the half working day
 * after which the department is reminded to sign for it (签收), a meeting's commitment (议定事项), the next progress report of
 * a complex case, the agency's answer to a transfer (帮办代办), how long a dispatch may wait for the citizen's papers (挂起), by
 * when a follow-up (回访) is taken up and ended, or by when a leader rules on a 不满意 (领导裁决).
 */
export const CLOCK_KINDS = [
  'acceptance',
  'case',
  'dispatch',
  'sign',
  'commitment',
  'progress',
  'transfer',
  'claim',
  'follow-up',
  'ruling',
  'suspension',
] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/**
 * One running or ended clock of a case. Instants are UTC as `toISOString` writes them; `dueAt` is a close of business in
 * Asia/Shanghai. The first deadline stays in `originalDueAt` for ever.
 */
export interface CaseClock {
  clockId: string;
  kind: ClockKind;
  /** The department a dispatch's clock binds; null for the case's own clocks. */
  department: string | null;
  startedAt: string;
  dueAt: string;
  originalDueAt: string;
  /** When one working day is left; null where there is none to warn in. */
  yellowAt: string | null;
  /** The official calendar did not cover every day this deadline was counted over. */
  provisional: boolean;
  calendarVersion: string;
  yellowWarnedAt: string | null;
  /**
   * The due instant that was missed. Set once a deadline passed unmet; a later extension does not erase it. Taken back only where
   * the deadline itself was provisional and has moved (`remarkClock`).
   */
  overdueAt: string | null;
  endedAt: string | null;
  /** Present while the clock stands still: since when. A clock that stands still warns of nothing. */
  pausedAt?: string;
  /** How many 督办单 the missed deadline has had, absent before the first; when the next is due, absent if none is. */
  urges?: number;
  urgeAt?: string;
  /**
   * 办理要求 that the dispatch's clock was started by; absent where an earlier build gave a slip only what was left of
   * another's time.
   */
  requirement?: DispatchRequirement;
  /**
   * When the dispatch would be due by its 办理要求 alone; present where the case's clock leaves it less, until `dueAt`. The
   * clerk's delay is the hall's: the department is late, warned with a 红牌 and counted as late after this instant only, and
   * the case's own clock tells what the hall missed (`lateAfter`).
   */
  askedDueAt?: string;
  /** Present on the case clock that a reopening (重新办理) started. */
  reopening?: true;
}

/** The next instant at which a clock needs a warning: 黄牌 before it ends, 红牌 and the overdue mark once it has, 督办单 after. */
export interface Alarm {
  clockId: string;
  level: 'yellow' | 'red' | 'urge';
  /** When it goes off, UTC. */
  at: string;
  /** The due instant it was computed from; an alarm whose clock has moved since is refused. */
  dueAt: string;
}

export function startClock(
  id: Pick<CaseClock, 'clockId' | 'kind' | 'department'>,
  startedAt: string,
  deadline: Deadline,
): CaseClock {
  return {
    ...id,
    startedAt,
    ...deadline,
    originalDueAt: deadline.dueAt,
    yellowWarnedAt: null,
    overdueAt: null,
    endedAt: null,
  };
}

/**
 * Ends the clock by an act at `at`. It is overdue when `at` is after the due instant, whether or not a timer has gone
 * off; a suspended clock is judged by the instant at which it was suspended.
 */
export function endClock(clock: CaseClock, at: string): CaseClock {
  if (clock.endedAt !== null) return clock;
  return { ...running(clock), endedAt: at, overdueAt: isMissed(clock, at) ? clock.dueAt : clock.overdueAt };
}

/** The instant after which whoever has the clock is late. */
export function lateAfter({ askedDueAt, dueAt }: Pick<CaseClock, 'askedDueAt' | 'dueAt'>): string {
  return askedDueAt ?? dueAt;
}

/** Whether an open clock's deadline has passed by `now`, marked or not; that of a suspended clock never does. */
export function isMissed(clock: CaseClock, now: string): boolean {
  return isOpen(clock) && (clock.pausedAt ?? now) > lateAfter(clock);
}

function running({ pausedAt: _pausedAt, ...clock }: CaseClock): CaseClock {
  return clock;
}

/** Stops the clock from `at` on until it is resumed or ended; one that stands still or has ended stays as it is. */
export function pauseClock(clock: CaseClock, at: string): CaseClock {
  return clock.endedAt === null ? { pausedAt: at, ...clock } : clock;
}

/**
 * Lets a suspended clock run on to `deadline`; warnings start again where that is later. An overdue mark stays, and one
 * that was earned before the suspension and not yet given is given.
 */
export function resumeClock(clock: CaseClock, deadline: Deadline): CaseClock {
  const kept = deadline.dueAt === clock.dueAt ? running(clock) : withoutUrges(running(clock));
  const overdueAt = isMissed(clock, lateAfter(clock)) ? clock.dueAt : clock.overdueAt;
  return { ...kept, ...deadline, yellowWarnedAt: null, overdueAt };
}

/**
 * A clock that was marked for missing a deadline which has proved wrong, with the right one: where that was met, or had not come
 * by `at`, the mark is taken back and no 督办单 is owed any more.
 */
export function remarkClock(clock: CaseClock, at: string): CaseClock {
  return at > lateAfter(clock) ? { ...clock, overdueAt: clock.dueAt } : { ...withoutUrges(clock), overdueAt: null };
}

/** Whether the clock has its mark for the deadline that it has now, and not for one before an extension. */
export function isMarked({ overdueAt, dueAt }: Pick<CaseClock, 'overdueAt' | 'dueAt'>): boolean {
  return overdueAt === dueAt;
}

function withoutUrges(clock: CaseClock): CaseClock {
  const { urges: _urges, urgeAt: _urgeAt, ...rest } = clock;
  return rest;
}

/** Ends the clock of something taken back: no answer was owed any more, so it is not late; a mark already given stays. */
export function stopClock(clock: CaseClock, at: string): CaseClock {
  return clock.endedAt === null ? { ...running(clock), endedAt: at } : clock;
}

/** The kinds of clock that only remind or limit a wait. */
export const NOT_DEADLINES = ['sign', 'suspension'] as const satisfies readonly ClockKind[];

/** Whether the clock is a deadline, which can be missed, and not one that only reminds or limits a wait. */
export function isDeadline({ kind }: Pick<CaseClock, 'kind'>): boolean {
  return !(NOT_DEADLINES as readonly ClockKind[]).includes(kind);
}

/** Whether the clock has not ended; it may stand still. */
export function isOpen({ endedAt }: Pick<CaseClock, 'endedAt'>): boolean {
  return endedAt === null;
}

/** Whether its 红牌 is due at `now` and was not given: the engine owes it. */
export function owesRed(clock: CaseClock, now: string): boolean {
  return alarmsOf(clock).some(({ level, at }) => level === 'red' && at < now);
}

/** 延期: a later deadline, fresh warnings; an overdue mark already earned stays. */
export function extendClock(clock: CaseClock, deadline: Deadline, at: string): CaseClock {
  return {
    ...withoutUrges(clock),
    ...deadline,
    yellowWarnedAt: null,
    overdueAt: isMissed(clock, at) ? clock.dueAt : clock.overdueAt,
  };
}

/** The clock after its 黄牌 or 红牌 was given at `at`. */
export function warnClock(clock: CaseClock, level: Exclude<Alarm['level'], 'urge'>, at: string): CaseClock {
  return level === 'yellow' ? { ...clock, yellowWarnedAt: at } : { ...clock, overdueAt: clock.dueAt };
}

/** The alarms an open clock still owes, earliest first. */
function alarmsOf(clock: CaseClock): Alarm[] {
  if (clock.endedAt !== null || clock.pausedAt !== undefined) return [];
  const { clockId, dueAt } = clock;
  const alarms: Alarm[] = [];
  if (clock.yellowAt !== null && clock.yellowWarnedAt === null && !isMarked(clock)) {
    alarms.push({ clockId, level: 'yellow', at: clock.yellowAt, dueAt });
  }
  if (!isMarked(clock)) alarms.push({ clockId, level: 'red', at: lateAfter(clock), dueAt });
  else if (clock.urgeAt !== undefined) alarms.push({ clockId, level: 'urge', at: clock.urgeAt, dueAt });
  return alarms;
}

/** The earliest alarm any of the clocks owes; null when none does. */
export function nextAlarm(clocks: Iterable<CaseClock>): Alarm | null {
  const alarms = [...clocks].flatMap(alarmsOf);
  return alarms.reduce<Alarm | null>((first, alarm) => (first === null || alarm.at < first.at ? alarm : first), null);
}

/** Whether the alarm still holds for the clock: open, same deadline, not yet given. */
export function alarmStands(clock: CaseClock | undefined, alarm: Alarm): boolean {
  if (clock === undefined) return false;
  return alarmsOf(clock).some(
    ({ level, at, dueAt }) => level === alarm.level && at === alarm.at && dueAt === alarm.dueAt,
  );
}
