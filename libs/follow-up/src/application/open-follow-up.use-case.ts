import {
  applyEffect,
  Casebook,
  engineSource,
  hasContact,
  type Complaint,
  requireNothingOpen,
} from '@bancheng/casebook';
import type { EffectResult, FollowUpExclusion } from '@bancheng/contracts';
import { followUpOpenedClocks, handlingRound, stopProgress } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RoundEntity } from '../infrastructure/round.entity.js';

/**
 * 件件有回音: every case is followed up, except anonymous ones, withdrawn ones and those whose citizen left no way to be
 * reached; each is excluded with that reason (三(五)). It is to be taken up and ended within the policy's working days.
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
        async (complaint, at, rules) => {
          if (handlingRound(complaint.clocks) !== round) throw conflict('round-not-due', '该件不在这一轮回访');
          requireNothingOpen(complaint);
          const excluded = await exclusionOf(tx, complaint);
          await tx.insert(RoundEntity, {
            caseId,
            round,
            jurisdiction: complaint.jurisdiction,
            state: excluded === null ? 'open' : 'excluded',
            openedAt: at,
            endedAt: excluded === null ? null : at,
            excluded,
            terminated: complaint.status === 'terminated',
          });
          // What the office would have reported next on a matter it led: all is answered now.
          const tracked = stopProgress(complaint.clocks, at);
          if (excluded !== null) return { detail: { excluded }, to: 'followed-up', clocks: tracked };
          return {
            detail: { excluded },
            to: 'follow-up',
            clocks: [...tracked, ...followUpOpenedClocks(complaint.clocks, at, rules)],
          };
        },
      ),
    );
  }
}

type FromTheStart = Exclude<FollowUpExclusion, 'refused'>;

async function exclusionOf(tx: EntityManager, { id, status, anonymous }: Complaint): Promise<FromTheStart | null> {
  if (status === 'withdrawn') return 'withdrawn';
  if (anonymous) return 'anonymous';
  return (await hasContact(tx, id)) ? null : 'no-contact';
}
