import { applyEffect, Casebook, engineSource } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { handlingRound } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { RoundEntity } from '../infrastructure/round.entity.js';

/** 件件有回音: every case is followed up; an anonymous one cannot be (无法回访) and is excluded with that reason (三(五)). */
@Injectable()
export class OpenFollowUp {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * An effect of the engine: repeated, it answers what it did the first time.
   * @param round of 回访: 1, and one more for each rework; refused as `round-not-due` when the case is in another
   */
  execute(caseId: string, round: number): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: null },
        engineSource(`follow-up-opened:${round}`),
        'followUpOpened',
        async ({ anonymous, jurisdiction, clocks }, at) => {
          if (handlingRound(clocks) !== round) throw conflict('round-not-due', '该件不在这一轮回访');
          const excluded = anonymous ? 'anonymous' : null;
          await tx.insert(RoundEntity, {
            caseId,
            round,
            jurisdiction,
            state: anonymous ? 'excluded' : 'open',
            openedAt: at,
            endedAt: anonymous ? at : null,
            excluded,
          });
          return { kind: 'followUpOpened', detail: { excluded }, to: anonymous ? 'followed-up' : 'follow-up' };
        },
      ),
    );
  }
}
