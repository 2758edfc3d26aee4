import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { RecordTry as Try, TryResponse } from '@bancheng/contracts/http/follow-up';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { ContactTryEntity } from '../infrastructure/contact-try.entity.js';
import { requireTurn } from '../infrastructure/independence.js';
import { endRound, openRound } from '../infrastructure/round.repository.js';
import { outcomeOfTry } from './unreachable.js';

/** The citizen could not be reached; after tries on so many different days as the policy says the follow-up ends as 未接通 (三(五)). */
@Injectable()
export class RecordTry {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 403 `not-independent`, `assigned-to-another`; 404, 409, 412 as `recordAct`
   */
  execute(command: CommandContext, caseId: string, version: number | null, { result }: Try): Promise<TryResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['follow-up-officer']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'contactTried',
        async (_complaint, at, { policy }) => {
          const open = await openRound(tx, caseId);
          await requireTurn(tx, open, actor);
          const { round } = open;
          const earlier = await tx.findBy(ContactTryEntity, { caseId, round });
          const { attempt, daysTried, day, unreachable } = outcomeOfTry(
            earlier.map((one) => one.day),
            at,
            policy,
          );
          await tx.insert(ContactTryEntity, { caseId, round, attempt, result, at, day, officer: actor.subject });
          if (unreachable) await endRound(tx, { caseId, round }, { state: 'unreachable', endedAt: at });
          return {
            detail: { attempt, result, unreachable },
            to: unreachable ? 'followed-up' : 'follow-up',
            result: { attempt, daysTried, unreachable },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}
