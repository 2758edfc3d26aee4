import { actResponse } from '@bancheng/casebook';
import type { ExtensionResponse } from '@bancheng/contracts/http/routing';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { departmentSource } from './department-source.js';
import { findExtension, refuseSettled } from './extensions.js';
import { extensionNotFound } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';

/** The department takes back its request for 延期 before it is decided; it may ask for another one. */
@Injectable()
export class WithdrawExtension {
  constructor(
    private readonly acts: SlipActs,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem 404; 409 `not-allowed-now`, `extension-already-decided`, `extension-withdrawn` */
  execute(command: CommandContext, extensionId: string, version: number | null): Promise<ExtensionResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { id, caseId, jurisdiction, dispatchId, department } = await findExtension(tx, extensionId, actor);
      if (department !== actor.department) throw extensionNotFound();
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        departmentSource(actor),
        'extensionWithdrawn',
        async (_complaint, at) => {
          refuseSettled(await findExtension(tx, id, actor));
          await tx.update(ExtensionEntity, { id }, { withdrawnBy: actor.subject, withdrawnAt: at });
          const slips = [{ id: dispatchId, jurisdiction, department }];
          return { detail: { extensionId: id, dispatchId, department }, slips };
        },
      );
      return { ...actResponse(recorded), extensionId: id, dispatchId };
    });
  }
}
