import type { ActKind } from '@bancheng/domain';
import { ALARM_ACTS, dueAlarm, kindOfAlarm } from './acts/alarms.js';
import { FOLLOW_UP_ACTS } from './acts/follow-up.js';
import { MEETING_ACTS } from './acts/meeting.js';
import { REPROJECTION_ACTS } from './acts/reprojection.js';
import { SLIP_ACTS } from './acts/slips.js';
import { TIME_ACTS } from './acts/time.js';
import { TRANSFER_ACTS } from './acts/transfer.js';
import { WINDOW_ACTS } from './acts/window.js';
import { clockOf, type ActModel, type ModelAct, type ModelCase, type Step } from './case.js';

/** Every kind of act there is, as the pure model knows it: the compiler misses one that is not here. */
export const MODEL: Record<ActKind, ActModel<never>> = {
  ...WINDOW_ACTS,
  ...MEETING_ACTS,
  ...SLIP_ACTS,
  ...TIME_ACTS,
  ...TRANSFER_ACTS,
  ...FOLLOW_UP_ACTS,
  ...ALARM_ACTS,
  ...REPROJECTION_ACTS,
};

/** Every choice with which an act of this kind is legal now; none where the status table says no. */
export function choicesOf(kind: ActKind, one: ModelCase, step: Omit<Step, 'id'>): readonly never[] {
  return step.book.mayRecord(kind, one.status) ? MODEL[kind].choices(one, step) : [];
}

/** Records one act as the row would: under the status table, with the next number. */
export function record(one: ModelCase, kind: ActKind, choice: unknown, step: Step): ModelAct {
  const before = one.status;
  const { to, clocks = [] } = MODEL[kind].apply(one, choice as never, step);
  const status = step.book.statusAfter(kind, before, to);
  const kept = one.clocks.filter((old) => !clocks.some(({ clockId }) => clockId === old.clockId));
  const place = new Map([...one.clocks, ...clocks].map(({ clockId }, index) => [clockId, index]));
  one.clocks = [...kept, ...clocks].sort((a, b) => place.get(a.clockId)! - place.get(b.clockId)!);
  one.status = status;
  const recorded = { seq: one.acts.length + 1, kind, at: step.at, status, clocks, choice };
  one.acts.push(recorded);
  return recorded;
}

/** The act that is now the engine's (`libs/workflows/src/steps.ts`): what its step for the status or the earliest alarm asks. */
export function engineAct(one: ModelCase, step: Omit<Step, 'id'>): { kind: ActKind; choice: unknown } | null {
  for (const kind of ['followUpOpened', 'reworkOpened', 'archived'] as const) {
    const [choice] = choicesOf(kind, one, step);
    if (choice !== undefined) return { kind, choice };
  }
  if (one.status === 'followed-up') {
    const [choice] = choicesOf('closed', one, step);
    return choice === undefined ? null : { kind: 'closed', choice };
  }
  const alarm = one.status === 'merged' ? null : dueAlarm(one, step);
  if (alarm === null) return null;
  const clock = clockOf(one, alarm.clockId);
  const kind = kindOfAlarm(clock, alarm);
  return { kind, choice: kind === 'resumed' ? { slip: clock.clockId.slice('suspension:'.length) } : alarm };
}
