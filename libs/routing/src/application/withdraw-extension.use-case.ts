import { actResponse } from '@bancheng/casebook';
import type { ExtensionResponse } from '@bancheng/contracts/http/extensions';
import { clockOf } from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import {
  aboutClock,
  askableClock,
  askingSource,
  findExtension,
  refuseOthers,
  refuseSettled,
  slipsOf,
} from './extensions.js';
import { SlipActs } from './slip-acts.js';

/** Whoever may ask for it takes back a request for 延期 before it is decided; another one may be asked for. */
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
      const extension = await findExtension(tx, extensionId, actor);
      const { id, caseId, jurisdiction } = extension;
      const clock = await askableClock(tx, extension, actor);
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        askingSource(actor, clock),
        'extensionWithdrawn',
        async (complaint, at) => {
          refuseOthers(clockOf(complaint, clock)!, actor);
          refuseSettled(await findExtension(tx, id, actor));
          await tx.update(ExtensionEntity, { id }, { withdrawnBy: actor.subject, withdrawnAt: at });
          return { detail: { extensionId: id, ...aboutClock(clock) }, slips: slipsOf([clock], jurisdiction) };
        },
      );
      return { ...actResponse(recorded), extensionId: id, clockId: clock.clockId };
    });
  }
}
