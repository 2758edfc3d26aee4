import { applyEffect, Casebook, engineSource } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { RoundEntity } from '../infrastructure/round.entity.js';

const FIRST_ROUND = 1;

/** 件件有回音: every case is followed up; an anonymous one cannot be (无法回访) and is excluded with that reason (三(五)). */
@Injectable()
export class OpenFollowUp {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** An effect of the engine: repeated, it answers what it did the first time. */
  execute(caseId: string): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: null },
        engineSource('follow-up-opened'),
        'followUpOpened',
        async ({ anonymous, jurisdiction }, at) => {
          const excluded = anonymous ? 'anonymous' : null;
          await tx.insert(RoundEntity, {
            caseId,
            round: FIRST_ROUND,
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
