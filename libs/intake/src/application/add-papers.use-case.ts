import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import { oddAttachmentsOf, type PapersBody, type PapersResponse } from '@bancheng/contracts/http/attachments';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** 补充材料: papers that the citizen brings after the registration; departments do not see them, as those of the 受理单. */
@Injectable()
export class AddPapers {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 404, 409, 412 as `recordAct`: a case that is closed takes no more papers
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { attachments, remark }: PapersBody,
  ): Promise<PapersResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, apiSource(actor, ['clerk']), 'papersAdded', () => ({
        detail: { to: 'case', dispatchId: null, department: null, attachments: attachments.length },
        texts: remark === undefined ? [] : [{ kind: 'papers-remark', ref: null, body: remark }],
        attachments,
      }));
      return { ...actResponse(recorded), oddAttachments: oddAttachmentsOf(attachments) };
    });
  }
}
