import { applyEffect, Casebook, clockOf, engineSource, isSignClockId } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { alarmStands, warnClock, type Alarm } from '@bancheng/domain';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { alarmStale } from './routing.problems.js';

/** The engine's timer ran ahead of the clock that acts take their time from: to be tried again. */
export class NotYetDue extends Error {
  constructor() {
    super('the alarm is not due yet');
  }
}

/**
 * 三(四) 跟踪督办: 黄牌 when one working day is left on a clock, 红牌 and the overdue mark when it has passed; 催签 when a slip
 * has not been signed for in time.
 */
@Injectable()
export class Warn {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws NotYetDue; an alarm whose clock has moved or ended is refused as `alarm-stale` */
  execute(caseId: string, alarm: Alarm): Promise<EffectResult> {
    const { clockId, level, dueAt } = alarm;
    const kind = kindOf(alarm);
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: null },
        engineSource(`${level}:${clockId}:${dueAt}`),
        kind,
        (complaint, at) => {
          const clock = clockOf(complaint, clockId);
          if (clock === undefined || !alarmStands(clock, alarm)) throw alarmStale();
          if (at < alarm.at) throw new NotYetDue();
          return {
            kind,
            detail: { clockId, department: clock.department, dueAt },
            clocks: [warnClock(clock, level, at)],
          };
        },
      ),
    );
  }
}

function kindOf({ clockId, level }: Alarm) {
  if (isSignClockId(clockId)) return 'signReminded';
  return level === 'yellow' ? 'yellowWarned' : 'redWarned';
}
