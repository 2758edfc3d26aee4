import { applyEffect, Casebook, engineSource } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { reworkDue } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { newRound } from './new-round.js';

/**
 * 不满意 opens a rework by itself, at most as often as the policy says (三(五)), as a general matter; the clerk names another type
 * by 问题类型更正.
 */
@Injectable()
export class OpenRework {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * An effect of the engine: repeated, it answers what it did the first time.
   * @param round which rework; refused as `rework-not-due` when the case is not before that one, or a leader decides
   */
  execute(caseId: string, round: number): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordEffect(
        tx,
        { caseId, jurisdiction: null },
        engineSource(`rework-opened:${round}`),
        'reworkOpened',
        (complaint, at, rules) => {
          if (reworkDue(complaint.clocks, rules.policy.reworkRounds) !== round)
            throw conflict('rework-not-due', '该件不能自动重办');
          const { opened, ...begun } = newRound(complaint, 'rework', at, rules);
          return { detail: opened, ...begun };
        },
      ),
    );
  }
}
