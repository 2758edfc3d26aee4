import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { GradeHandling as Said } from '@bancheng/contracts/http/follow-up';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { requireTurn } from '../infrastructure/independence.js';
import { endRound, openRound } from '../infrastructure/round.repository.js';
import { commentOf, gradedDraft, gradedEnd } from './verdict.js';

/**
 * The citizen's grade, told to the officer who called. 不满意 and 非常不满意 do not close the case: it is reworked, or a
 * leader rules (三(五)). Grading a round that nobody had taken also takes it.
 */
@Injectable()
export class GradeHandling {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 403 `not-independent`, `assigned-to-another`; 422 `unfit-for-case` as `answersOf`; 404, 409, 412 as
   *   `recordAct`
   */
  execute(command: CommandContext, caseId: string, version: number | null, said: Said): Promise<ActResponse> {
    const { actor } = command;
    const { comment, ...verdict } = said;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['follow-up-officer']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'graded', async (complaint, at, rules) => {
        const round = await openRound(tx, caseId);
        await requireTurn(tx, round, actor);
        const draft = gradedDraft({ complaint, round }, verdict, 'officer', { at, rules });
        const taken = round.officer === null ? { officer: actor.subject, officerIndependent: true } : {};
        await endRound(tx, round, { ...gradedEnd(draft.detail, at), ...taken });
        return { ...draft, texts: commentOf(comment) };
      });
      return actResponse(recorded);
    });
  }
}
