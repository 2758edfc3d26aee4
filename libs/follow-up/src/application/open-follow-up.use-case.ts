import { applyEffect, Casebook, engineSource, type Complaint, requireNothingOpen } from '@bancheng/casebook';
import type { EffectResult, FollowUpExclusion } from '@bancheng/contracts';
import { handlingRound } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { RoundEntity } from '../infrastructure/round.entity.js';

/**
 * 件件有回音: every case is followed up, except anonymous ones (无法回访) and withdrawn ones; both are excluded with that
 * reason (三(五)).
 */
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
      this.casebook.recordEffect(
        tx,
        { caseId, jurisdiction: null },
        engineSource(`follow-up-opened:${round}`),
        'followUpOpened',
        async (complaint, at) => {
          if (handlingRound(complaint.clocks) !== round) throw conflict('round-not-due', '该件不在这一轮回访');
          requireNothingOpen(complaint);
          const excluded = exclusionOf(complaint);
          await tx.insert(RoundEntity, {
            caseId,
            round,
            jurisdiction: complaint.jurisdiction,
            state: excluded === null ? 'open' : 'excluded',
            openedAt: at,
            endedAt: excluded === null ? null : at,
            excluded,
          });
          return { detail: { excluded }, to: excluded === null ? 'follow-up' : 'followed-up' };
        },
      ),
    );
  }
}

function exclusionOf({ status, anonymous }: Complaint): FollowUpExclusion | null {
  if (status === 'withdrawn') return 'withdrawn';
  return anonymous ? 'anonymous' : null;
}
