import { warnClock, type ActKind, type Alarm, type CaseClock } from '@bancheng/domain';
import { act, clockOf, type ModelCase, type Step } from '../case.js';

/** The act by which the engine answers an alarm of a clock. */
export function kindOfAlarm({ kind }: CaseClock, { level }: Alarm): ActKind {
  if (kind === 'acceptance') return 'acceptanceOverdueTold';
  if (kind === 'sign') return 'signReminded';
  if (kind === 'suspension') return 'resumed';
  return level === 'yellow' ? 'yellowWarned' : level === 'red' ? 'redWarned' : 'urged';
}

/** The alarm that is due first, if one is by `at`. */
export function dueAlarm(one: ModelCase, { at, book }: Pick<Step, 'at' | 'book'>): Alarm | null {
  const alarm = book.nextAlarm(one.clocks);
  return alarm !== null && alarm.at < at ? alarm : null;
}

function warning(kind: ActKind) {
  return act<Alarm>({
    by: 'engine',
    power: 'warns',
    leads: true,
    choices(one, now) {
      const alarm = dueAlarm(one, now);
      return alarm !== null && kindOfAlarm(clockOf(one, alarm.clockId), alarm) === kind ? [alarm] : [];
    },
    apply(one, alarm, { at, rules, book }) {
      const clock = clockOf(one, alarm.clockId);
      // Whoever neither accepted nor declined in time is told of once, and not urged.
      if (clock.kind === 'acceptance') return { clocks: [warnClock(clock, 'red', at)] };
      return { clocks: [book.superviseClock(clock, alarm.level, at, rules)] };
    },
  });
}

/** 三(四) 跟踪督办: what the engine does when a clock reaches a warning. */
export const ALARM_ACTS = {
  acceptanceOverdueTold: warning('acceptanceOverdueTold'),
  signReminded: warning('signReminded'),
  yellowWarned: warning('yellowWarned'),
  redWarned: warning('redWarned'),
  urged: warning('urged'),
};
