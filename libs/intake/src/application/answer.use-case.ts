import { actResponse, apiSource, Casebook, type ActDraft, type Complaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { AnswerBody } from '@bancheng/contracts/http/decisions';
import { startCaseClock, endClock, type CaseRules } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { endOpenClocks } from './clocks.js';
import { takenBy } from './handler.js';

/** 当场答复 (三(三) 即时办结): a simple matter is answered or solved at the window. */
@Injectable()
export class Answer {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** @param version the version the clerk saw, or null */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { answer }: AnswerBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'answeredOnTheSpot',
        (complaint, at, rules) => ({
          ...decide(actor, complaint, at, rules),
          texts: [{ kind: 'answer', ref: null, body: answer }],
        }),
      );
      return actResponse(recorded);
    });
  }
}

/** A matter only registered so far is accepted by its answer, and its clock starts and ends with it. */
function decide(actor: Actor, complaint: Complaint, at: string, rules: CaseRules): ActDraft<'answeredOnTheSpot'> {
  if (complaint.type !== null && complaint.type !== 'simple') {
    throw conflict('not-simple', '只有简单事项可以当场答复', '该件已按一般或复杂事项受理，请转办。');
  }
  const ended = endOpenClocks(complaint, at);
  const answered = { detail: { type: 'simple' } } as const;
  if (complaint.acceptedAt !== null) return { ...answered, clocks: ended };
  return {
    ...answered,
    clocks: [...ended, endClock(startCaseClock(1, 'simple', at, rules), at)],
    patch: { type: 'simple', acceptedAt: at, ...takenBy(actor, complaint) },
  };
}
