import { applyEffect, Casebook, engineSource, type ActDraft, type Complaint } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { ACCEPTANCE_CLOCK, alarmStands, clockOf, warnClock, type Alarm } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** A matter neither accepted nor declined within one working day: the leader is told, and the clock is marked. */
@Injectable()
export class TellAcceptanceOverdue {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * Once for a due instant, however often it is called. Refused (`alarm-moved`) when the clock has ended or moved since.
   * @throws Error when this machine's clock has not reached the due instant yet: the engine tries again
   */
  execute(caseId: string, alarm: Alarm): Promise<EffectResult> {
    const source = engineSource(`acceptance-overdue:${alarm.dueAt}`);
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordEffect(tx, { caseId, jurisdiction: null }, source, 'acceptanceOverdueTold', (complaint, at) =>
        decide(complaint, at, alarm),
      ),
    );
  }
}

function decide(complaint: Complaint, at: string, alarm: Alarm): ActDraft<'acceptanceOverdueTold'> {
  const clock = clockOf(complaint, ACCEPTANCE_CLOCK);
  if (clock === undefined || !alarmStands(clock, alarm)) throw conflict('alarm-moved', '期限已变动');
  if (at <= alarm.dueAt) throw new Error('The acceptance deadline has not passed yet');
  return { detail: {}, clocks: [warnClock(clock, 'red', at)] };
}
