import { actResponse, apiSource, Casebook, QueryCodes, renewalsOf } from '@bancheng/casebook';
import type { QueryCodeResponse } from '@bancheng/contracts/http/corrections';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** 重发查询码: a citizen who lost the code gets another at the window, and the lost one opens nothing any more. */
@Injectable()
export class RenewQueryCode {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly queryCodes: QueryCodes,
  ) {}

  /**
   * The code is made after the transaction, so that neither the case nor the command's stored response contains it.
   * @param version the version the clerk saw, or null
   * @throws Problem 404, 412 as `recordAct`
   */
  async execute(command: CommandContext, caseId: string, version: number | null): Promise<QueryCodeResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const { renewal, ...response } = await this.unitOfWork.run(command, async (tx) => {
      const source = apiSource(actor, ['clerk']);
      const recorded = await this.casebook.recordAct(tx, reference, source, 'queryCodeRenewed', async () => {
        const detail = { renewal: (await renewalsOf(tx, caseId)) + 1 };
        return { detail, result: detail };
      });
      return { ...actResponse(recorded), ...recorded.result };
    });
    const standing = (tx: EntityManager) => this.queryCodes.standing(tx, caseId, renewal);
    return { ...response, queryCode: await this.unitOfWork.run({ ...command, idempotency: null }, standing) };
  }
}
