import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { UnmergeBody } from '@bancheng/contracts/http/duplicates';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { unmerging } from './unmerging.js';

/** 撤销并单: the matters were not the same after all. */
@Injectable()
export class Unmerge {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 404, 409, 412 as `recordAct`: once the first case is closed, this one is too
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { reason }: UnmergeBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const source = apiSource(actor, ['clerk']);
      const recorded = await this.casebook.recordAct(tx, reference, source, 'unmerged', (complaint) => ({
        ...unmerging(complaint),
        texts: [{ kind: 'unmerge-reason', ref: null, body: reason }],
      }));
      return actResponse(recorded);
    });
  }
}
