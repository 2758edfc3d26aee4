import { applyEffect, Casebook, engineSource } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { requireNothingOpen } from './nothing-open.js';

/** 办结, once the follow-up has ended without 不满意 (三(四), 三(五)). */
@Injectable()
export class CloseCase {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** An effect of the engine: repeated, it answers what it did the first time. */
  execute(caseId: string): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(tx, { caseId, jurisdiction: null }, engineSource('closed'), 'closed', (complaint, at) => {
        requireNothingOpen(complaint);
        return { kind: 'closed', detail: {}, patch: { closedAt: at } };
      }),
    );
  }
}
