import { actResponse, apiSource, Casebook, hasContact } from '@bancheng/casebook';
import type { ContactResult } from '@bancheng/contracts';
import type { RecordTry as Try, TryResponse } from '@bancheng/contracts/http/follow-up';
import { followUpEndedClocks, followUpTakenClocks } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ContactTryEntity } from '../infrastructure/contact-try.entity.js';
import { requireTurn } from '../infrastructure/independence.js';
import { awaitsNumber } from '../infrastructure/wrong-numbers.js';
import { endRound, openRound } from '../infrastructure/round.repository.js';
import { outcomeOfTry } from './try-outcome.js';

/**
 * The citizen was not spoken to (三(五)). After tries in vain on so many different days as the policy says the follow-up ends
 * as 未接通; one who refuses to talk ends it at once, and so does a case without any way to reach its citizen. A wrong number
 * is the clerk's to correct, and the follow-up goes on after that, on the clock that it has.
 */
@Injectable()
export class RecordTry {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 403 `not-independent`, `assigned-to-another`; 409 `number-wrong`, `contact-on-record` as
   *   `requireSense`; 404, 409, 412 as `recordAct`
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
        async ({ clocks }, at, { policy }) => {
          const open = await openRound(tx, caseId);
          await requireTurn(tx, open, actor);
          await requireSense(tx, caseId, result);
          const { round } = open;
          const earlier = await tx.findBy(ContactTryEntity, { caseId, round });
          const outcome = outcomeOfTry(earlier, { at, result }, policy);
          const { attempt, daysTried, day, unreachable, excluded } = outcome;
          await tx.insert(ContactTryEntity, { caseId, round, attempt, result, at, day, officer: actor.subject });
          const ended = unreachable || excluded !== null;
          if (ended)
            await endRound(tx, open, { state: unreachable ? 'unreachable' : 'excluded', excluded, endedAt: at });
          return {
            detail: { attempt, result, unreachable, ...(excluded !== null && { excluded }) },
            to: ended ? 'followed-up' : 'follow-up',
            clocks: ended ? followUpEndedClocks(clocks, at) : followUpTakenClocks(clocks, at),
            result: { attempt, daysTried, unreachable, excluded },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}

/**
 * A number that is known to be wrong is not called again, and nobody is without contact who left one.
 * @throws Problem 409 `number-wrong`, `contact-on-record`
 */
async function requireSense(tx: EntityManager, caseId: string, result: ContactResult): Promise<void> {
  if (await awaitsNumber(tx, caseId)) throw conflict('number-wrong', '号码有误，待办理专员更正后再回访');
  if (result === 'no-contact' && (await hasContact(tx, caseId))) {
    throw conflict(
      'contact-on-record',
      '该件留有联系方式',
      '号码有误的，请记录为号码有误；办理专员查无其他号码的，会清空联系电话。',
    );
  }
}
