import { Casebook, endedEarly, ENGINE_COMMAND } from '@bancheng/casebook';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { moveToEndOfInbox } from '../infrastructure/inbox.js';
import { endSlip } from '../infrastructure/suspensions.js';

/** The citizen took the matter back, or it was terminated: its slips end with that and show up in their departments' inboxes. */
@Injectable()
export class EndDispatches {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * An effect of the engine on routing's own rows; the act that brought it is the withdrawal or termination itself. Repeated,
   * or for a case that did not end early, it changes nothing.
   */
  execute(caseId: string): Promise<void> {
    return this.unitOfWork.run(ENGINE_COMMAND, async (tx) => {
      await this.casebook.lock(tx, { caseId, jurisdiction: null });
      const ended = await endedEarly(tx, caseId);
      if (ended === null) return;
      const open = await tx.findBy(DispatchEntity, { caseId, endedAt: IsNull() });
      for (const { id } of open) await endSlip(tx, id, ended);
      await moveToEndOfInbox(tx, open);
    });
  }
}
