import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { AcceptBody } from '@bancheng/contracts/http/decisions';
import { startCaseClock } from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { endOpenClocks } from './clocks.js';
import { takenBy } from './handler.js';

/** 受理 (三(一)): the clerk says which type the matter is; its clock (三(三)) starts. */
@Injectable()
export class Accept {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** @param version the version the clerk saw, or null */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { type }: AcceptBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        apiSource(actor, ['clerk']),
        'accepted',
        (complaint, at, rules) => ({
          detail: { type },
          clocks: [...endOpenClocks(complaint, at), startCaseClock(1, type, at, rules)],
          patch: { type, acceptedAt: at, ...takenBy(actor, complaint) },
        }),
      );
      return actResponse(recorded);
    });
  }
}
