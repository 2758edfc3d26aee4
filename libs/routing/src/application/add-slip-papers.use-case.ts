import { actResponse, apiSource } from '@bancheng/casebook';
import { RESUMPTION_CAUSES } from '@bancheng/contracts';
import { oddAttachmentsOf, type PapersResponse, type SlipPapersBody } from '@bancheng/contracts/http/attachments';
import { InjectUnitOfWork, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { SuspensionEntity } from '../infrastructure/suspension.entity.js';
import { notReplied } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { notResumed } from './suspension.problems.js';

/** 补充材料 to a slip: the papers for which its clock stood still, or what the department adds to its own reply. */
@Injectable()
export class AddSlipPapers {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * To a resumption by the department or the clerk, to a reply by the department alone; also after its part has ended.
   * @throws Problem 404; 409 `not-allowed-now`, `not-resumed`, `not-replied`
   */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    { to, attachments, remark }: SlipPapersBody,
  ): Promise<PapersResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slipOf(tx, dispatchId, to, actor);
      const { id, caseId, jurisdiction, department } = slip;
      const source = apiSource(actor, ['clerk', 'department-system', 'department']);
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        source,
        'papersAdded',
        async () => {
          await this.refuse(tx, id, to, actor);
          return {
            detail: { to, dispatchId: id, department, attachments: attachments.length },
            texts: remark === undefined ? [] : [{ kind: 'papers-remark', ref: id, body: remark }],
            attachments,
            slips: [slip],
          };
        },
      );
      return { ...actResponse(recorded), oddAttachments: oddAttachmentsOf(attachments) };
    });
  }

  private slipOf(tx: EntityManager, id: string, to: SlipPapersBody['to'], actor: Actor): Promise<DispatchEntity> {
    return to === 'reply' ? this.slips.own(tx, id, actor) : this.slips.handled(tx, id, actor);
  }

  private async refuse(tx: EntityManager, id: string, to: SlipPapersBody['to'], actor: Actor): Promise<void> {
    if (to === 'reply') {
      if ((await this.slipOf(tx, id, to, actor)).repliedAt === null) throw notReplied();
    } else if (!(await tx.existsBy(SuspensionEntity, { dispatchId: id, endedAs: In(RESUMPTION_CAUSES) }))) {
      throw notResumed();
    }
  }
}
