import { actResponse } from '@bancheng/casebook';
import type { SignResponse } from '@bancheng/contracts/http/replies';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { departmentSource } from './department-source.js';
import { alreadySigned, refuseEnded } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { signClockEnded } from './slip-clocks.js';

/** 签收: the department takes its slip. */
@Injectable()
export class Sign {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem 404; 409 `not-allowed-now`, `already-signed` (a reply signs too), `dispatch-ended` */
  execute(command: CommandContext, dispatchId: string, version: number | null): Promise<SignResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.own(tx, dispatchId, actor);
      const { id, caseId, department, jurisdiction } = slip;
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        departmentSource(actor),
        'signed',
        async (complaint, at) => {
          const current = await this.slips.own(tx, id, actor);
          if (current.signedAt !== null) throw alreadySigned();
          refuseEnded(current);
          await tx.update(DispatchEntity, { id }, { signedAt: at, signedBy: actor.subject });
          return { detail: { dispatchId: id, department }, clocks: signClockEnded(complaint, id, at), slips: [slip] };
        },
      );
      return { ...actResponse(recorded), dispatchId: id };
    });
  }
}
