import { actResponse, apiSource, Casebook, pendingTermination } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { TerminationBody } from '@bancheng/contracts/http/decisions';
import { requireCatalogueCode } from '@bancheng/directory';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** 申请终止: a matter under way proves not to be one the window takes (二(三)); a leader decides whether it ends. */
@Injectable()
export class AskTermination {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 409 `termination-pending`; 422 for the reason as `requireCatalogueCode`; 404, 409, 412 as `recordAct`
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { reason, explanation }: TerminationBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const { jurisdiction } = actor;
    const reference = { caseId, jurisdiction, version };
    const source = apiSource(actor, ['clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'terminationAsked', async () => {
        if ((await pendingTermination(tx, caseId)) !== null) {
          throw conflict('termination-pending', '该件已申请终止，待负责人审批');
        }
        await requireCatalogueCode(tx, { jurisdiction, catalogue: 'decline-reasons' }, reason, '/reason');
        return { detail: { reason }, texts: [{ kind: 'termination-explanation', ref: null, body: explanation }] };
      });
      return actResponse(recorded);
    });
  }
}
