import type { EffectResult } from '@bancheng/contracts';
import { handlingRound } from '@bancheng/domain';
import { conflict, unitOfWorkToken, type ServiceName, type UnitOfWork } from '@bancheng/platform';
import type { FactoryProvider } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BY_ANOTHER_CASE, engineSource, roundKey } from './act.js';
import { Casebook } from './casebook.js';
import type { Complaint } from './complaint.js';
import { applyEffect } from './effects.js';
import { clocksEndedWith, lockWithMerged } from './merged-cases.js';
import { requireNothingOpen } from './nothing-open.js';

/**
 * 办结, once the follow-up has ended without 不满意 (三(四), 三(五)), together with the cases merged under it (并单). The
 * archive closes a case when it files it; follow-up closes the cases of runs begun before the archive did so.
 */
export class CloseCase {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** The provider for the service in whose transactions cases are closed. */
  static for(service: ServiceName): FactoryProvider<CloseCase> {
    return {
      provide: CloseCase,
      inject: [unitOfWorkToken(service), Casebook],
      useFactory: (unitOfWork: UnitOfWork, casebook: Casebook) => new CloseCase(unitOfWork, casebook),
    };
  }

  /**
   * An effect of the engine: a repetition gets the first answer. A case that is merged under this one at the same moment
   * is either closed with it or its merge is refused.
   * @param round that was followed up; refused as `round-not-due` when the case is in another
   */
  execute(caseId: string, round: number): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, async (tx) => {
      const merged = await lockWithMerged(tx, caseId);
      const { act, result: first } = await this.casebook.recordEffect(
        tx,
        { caseId, jurisdiction: null },
        engineSource(roundKey('closed', round)),
        'closed',
        (complaint, at) => {
          if (handlingRound(complaint.clocks) !== round) throw conflict('round-not-due', '该件不在这一轮办理');
          requireNothingOpen(complaint);
          return { detail: {}, patch: { closedAt: at }, result: complaint };
        },
      );
      if (first !== undefined) await this.closeMerged(tx, merged, first);
      return { act };
    });
  }

  /** All of them are locked already. Each is filed by its own run, which the relay tells of the closing. */
  private async closeMerged(tx: EntityManager, merged: readonly string[], first: Complaint): Promise<void> {
    for (const caseId of merged) {
      const reference = { caseId, jurisdiction: null };
      await this.casebook.recordAct(tx, reference, BY_ANOTHER_CASE, 'closed', async (complaint, at) => ({
        detail: {},
        clocks: await clocksEndedWith(tx, complaint, first, at),
        patch: { closedAt: at },
      }));
    }
  }
}
