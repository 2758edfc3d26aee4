import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { CauseBody } from '@bancheng/contracts/http/corrections';
import { requireCatalogueCode } from '@bancheng/directory';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/**
 * 原因分类: once a matter has been handled, its clerk says why it could not be done before, and whether rules or a guide must
 * change (四 分析研判). Said again, the last word counts; no closing waits for it, the worklist asks for it.
 */
@Injectable()
export class RecordCause {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 422 for the cause as `requireCatalogueCode`; 404, 409, 412 as `recordAct`
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { cause, change }: CauseBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'causeRecorded',
        async ({ jurisdiction }) => {
          await requireCatalogueCode(tx, { jurisdiction, catalogue: 'causes' }, cause, '/cause');
          return {
            detail: { cause, changeNeeded: change !== null },
            texts: change === null ? [] : [{ kind: 'change-needed', ref: null, body: change }],
          };
        },
      );
      return actResponse(recorded);
    });
  }
}
