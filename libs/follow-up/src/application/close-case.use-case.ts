import { applyEffect, Casebook, engineSource, roundKey } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { handlingRound } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { requireNothingOpen } from './nothing-open.js';

/** 办结, once the follow-up has ended without 不满意 (三(四), 三(五)). */
@Injectable()
export class CloseCase {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * An effect of the engine: repeated, it answers what it did the first time.
   * @param round that was followed up; refused as `round-not-due` when the case is in another
   */
  execute(caseId: string, round: number): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: null },
        engineSource(roundKey('closed', round)),
        'closed',
        (complaint, at) => {
          if (handlingRound(complaint.clocks) !== round) throw conflict('round-not-due', '该件不在这一轮办理');
          requireNothingOpen(complaint);
          return { kind: 'closed', detail: {}, patch: { closedAt: at } };
        },
      ),
    );
  }
}
