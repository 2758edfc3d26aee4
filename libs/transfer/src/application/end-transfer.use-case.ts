import { Casebook, endedEarly, ENGINE_COMMAND } from '@bancheng/casebook';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { TransferEntity } from '../infrastructure/transfer.entity.js';

/** Ends the open transfer (帮办代办) of a case that was withdrawn or terminated. */
@Injectable()
export class EndTransfer {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('transfer') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * An effect of the engine on transfer's own rows; the act that brought it is the withdrawal or termination itself. Repeated,
   * or for a case that did not end early, it changes nothing.
   */
  execute(caseId: string): Promise<void> {
    return this.unitOfWork.run(ENGINE_COMMAND, async (tx) => {
      await this.casebook.lock(tx, { caseId, jurisdiction: null });
      const ended = await endedEarly(tx, caseId);
      if (ended === null) return;
      await tx.update(TransferEntity, { caseId, endedAt: IsNull() }, ended);
    });
  }
}
