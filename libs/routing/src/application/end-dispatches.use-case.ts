import { Casebook, ENGINE_COMMAND, withdrawnAt } from '@bancheng/casebook';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { moveToEndOfInbox } from '../infrastructure/inbox.js';
import { endSuspension } from '../infrastructure/suspensions.js';

/** The citizen took the matter back: its slips end with that and show up in their departments' inboxes. */
@Injectable()
export class EndDispatches {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * An effect of the engine on routing's own rows; the act that brought it is the withdrawal itself. Repeated, or for a case
   * that was not withdrawn, it changes nothing.
   */
  execute(caseId: string): Promise<void> {
    return this.unitOfWork.run(ENGINE_COMMAND, async (tx) => {
      await this.casebook.lock(tx, { caseId, jurisdiction: null });
      const endedAt = await withdrawnAt(tx, caseId);
      if (endedAt === null) return;
      const open = await tx.findBy(DispatchEntity, { caseId, endedAt: IsNull() });
      for (const { id } of open) {
        await tx.update(DispatchEntity, { id }, { endedAt, endedAs: 'withdrawn' });
        await endSuspension(tx, id, endedAt, 'withdrawn');
      }
      await moveToEndOfInbox(tx, open);
    });
  }
}
