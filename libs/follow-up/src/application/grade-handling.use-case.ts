import { actResponse, apiSource, Casebook, HallRules, writeText } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { GradeHandling as Verdict } from '@bancheng/contracts/http/follow-up';
import { isDissatisfied } from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { requireIndependence } from '../infrastructure/independence.js';
import { endRound, openRound } from '../infrastructure/round.repository.js';

/** The citizen's own grade. 不满意 and 非常不满意 do not close the case: it is reworked, or a leader rules (三(五)). */
@Injectable()
export class GradeHandling {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly rules: HallRules,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 403 `not-independent`; 404, 409, 412 as `recordAct`
   */
  execute(command: CommandContext, caseId: string, verdict: Verdict, version: number | null): Promise<ActResponse> {
    const { actor } = command;
    const { grade, comment } = verdict;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['follow-up-officer']);
    return this.unitOfWork.run(command, async (tx) => {
      const act = await this.casebook.recordAct(tx, reference, source, 'graded', async (_complaint, at) => {
        await requireIndependence(tx, caseId, actor);
        await endRound(tx, await openRound(tx, caseId), { state: 'graded', endedAt: at, grade });
        return { kind: 'graded', detail: { grade }, to: isDissatisfied(grade) ? 'dissatisfied' : 'followed-up' };
      });
      if (comment !== undefined) {
        await writeText(tx, caseId, { seq: act.seq, kind: 'follow-up-comment', ref: null, body: comment });
      }
      return actResponse(act, this.rules.calendar);
    });
  }
}
