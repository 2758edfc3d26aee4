import { alarmStale, applyEffect, Casebook, engineSource, notYetDue } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { alarmStands, clockOf, lateAfter, superviseClock, type Alarm, type CaseClock } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { SupervisionNoticeEntity } from '../infrastructure/supervision-notice.entity.js';

type Warning = 'yellowWarned' | 'redWarned' | 'signReminded' | 'urged';

/**
 * 三(四) 跟踪督办: 黄牌 when one working day is left on a clock, 红牌 and the overdue mark when it has passed, then 督办单 to the
 * leader; 催签 when a slip has not been signed for in time.
 */
@Injectable()
export class Warn {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('supervision') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * An alarm is given once, while it still holds; one that was given, or whose clock has moved or ended, is refused as
   * `alarm-stale`. When a deadline is moved away and back, the alarm at the same instants is another one.
   * @throws ApplicationFailure `NotYetDue`
   */
  execute(caseId: string, alarm: Alarm): Promise<EffectResult> {
    const { clockId, level } = alarm;
    return applyEffect(this.unitOfWork, async (tx) => {
      const locked = await this.casebook.lock(tx, { caseId, jurisdiction: null });
      const { seq, jurisdiction } = locked.complaint;
      const clock = clockOf(locked.complaint, alarm);
      if (clock === undefined || !alarmStands(clock, alarm)) throw alarmStale();
      const kind = kindOf(clock, level);
      const source = engineSource(`${level}:${clockId}:${alarm.dueAt}:${seq + 1}`);
      return this.casebook.recordAct<Warning>(tx, locked, source, kind, async (_complaint, at, rules) => {
        if (at < alarm.at) throw notYetDue();
        const warned = superviseClock(clock, level, at, rules);
        const noticeId = uuidv7();
        const notice = { id: noticeId, caseId, jurisdiction, ...noticeOf(warned), at };
        if (kind === 'urged') await tx.insert(SupervisionNoticeEntity, notice);
        const { department } = clock;
        const dueAt = at < clock.dueAt ? clock.dueAt : lateAfter(clock);
        const about = { clockId, department, dueAt };
        const detail = kind === 'urged' ? { noticeId, ...about, ordinal: notice.ordinal } : about;
        return { detail, clocks: [warned] };
      });
    });
  }
}

function noticeOf({ clockId, department, dueAt, urges = 0 }: CaseClock) {
  return { clockId, department, dueAt, ordinal: urges };
}

function kindOf({ kind }: CaseClock, level: Alarm['level']): Warning {
  if (level === 'urge') return 'urged';
  if (kind === 'sign') return 'signReminded';
  return level === 'yellow' ? 'yellowWarned' : 'redWarned';
}
