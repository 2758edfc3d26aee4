import {
  Casebook,
  CITIZEN,
  citizenCommand,
  PublicCases,
  type ActText,
  type LockedCase,
  type PublicAsker,
} from '@bancheng/casebook';
import type { RateBody, RatingTaken } from '@bancheng/contracts/http/follow-up';
import { GRADE_LABELS, STATUS_LABELS } from '@bancheng/contracts/http/labels';
import type { CaseStatus } from '@bancheng/domain';
import { conflict, InjectDataSource, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import type { RoundEntity } from '../infrastructure/round.entity.js';
import { endRound, lastRound, rateRound } from '../infrastructure/round.repository.js';
import { commentOf, answersOf, gradedDraft, gradedEnd, type Verdict } from './verdict.js';

interface Said {
  verdict: Verdict;
  texts: ActText<'follow-up-comment'>[];
}

/**
 * The citizen's own rating, by number and query code, once a round. While the case is followed up it is the round's
 * grade, with the same consequences; after the closing it is kept beside the grade and changes nothing of the case
 * (三(五)). A merged case is rated with its first one, which was handled for both.
 */
@Injectable()
export class RateHandling {
  constructor(
    @InjectDataSource('follow-up') private readonly dataSource: DataSource,
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly publicCases: PublicCases,
  ) {}

  /**
   * @throws Problem 404, 429 as `PublicCases`; 409 `already-rated`,
   *   `not-ratable` while there is nothing to rate; 422 `unfit-for-case` as `answersOf`
   */
  async execute({ number, queryCode, address, comment, ...verdict }: RateBody & PublicAsker): Promise<RatingTaken> {
    const known = await this.publicCases.open(this.dataSource.manager, { number, queryCode, address });
    const reference = { caseId: known.mergedInto ?? known.id, jurisdiction: known.jurisdiction };
    const { act } = await this.unitOfWork.run(citizenCommand(known), async (tx) => {
      const locked = await this.casebook.lock(tx, reference);
      const { status } = locked.complaint;
      const round = await ratableRound(tx, reference.caseId, status);
      const said = { verdict, texts: commentOf(comment) };
      return status === 'follow-up' ? this.grade(tx, locked, round, said) : this.rate(tx, locked, round, said);
    });
    return { number: known.number, status: STATUS_LABELS[act.status], grade: GRADE_LABELS[verdict.grade] };
  }

  private grade(tx: EntityManager, locked: LockedCase, round: RoundEntity, { verdict, texts }: Said) {
    return this.casebook.recordAct(tx, locked, CITIZEN, 'graded', async (complaint, at, rules) => {
      const draft = gradedDraft({ complaint, round }, verdict, 'citizen', { at, rules });
      await endRound(tx, round, gradedEnd(draft.detail, at));
      return { ...draft, texts };
    });
  }

  private rate(tx: EntityManager, locked: LockedCase, round: RoundEntity, { verdict, texts }: Said) {
    return this.casebook.recordAct(tx, locked, CITIZEN, 'rated', async (complaint, at) => {
      const answers = answersOf({ complaint, round }, verdict);
      const { explanationUnderstood = round.explanationUnderstood } = answers;
      await rateRound(tx, round, { rating: verdict.grade, ratedAt: at, explanationUnderstood });
      return { detail: { grade: verdict.grade, ...answers }, texts };
    });
  }
}

const RATABLE: readonly CaseStatus[] = ['follow-up', 'closed', 'archived'];

/** The round that the citizen may rate now; none for a withdrawn case. */
async function ratableRound(tx: EntityManager, caseId: string, status: CaseStatus): Promise<RoundEntity> {
  const round = await lastRound(tx, caseId);
  if (round !== null && (round.gradedBy === 'citizen' || round.rating !== null)) {
    throw conflict('already-rated', '该件已经评价过');
  }
  if (round === null || round.excluded === 'withdrawn' || !RATABLE.includes(status)) {
    throw conflict('not-ratable', '该件现在不能评价', '回访期间或者办结之后可以评价一次。');
  }
  return round;
}
