import { actResponse, type Complaint } from '@bancheng/casebook';
import type { RecallBody, RecallResponse } from '@bancheng/contracts/http/returns';
import { currentCaseClock, endClock, type CaseClock } from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { Slips } from '../infrastructure/slips.js';
import { endSlip } from '../infrastructure/suspensions.js';
import { refuseEnded } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { slipClocksStopped } from './slip-clocks.js';
import { standingOf, withSlip } from './standing.js';

/** 收回: the clerk takes a slip back before its department's final reply. */
@Injectable()
export class Recall {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem 404; 409 `not-allowed-now`, `dispatch-ended` */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    { reason }: RecallBody,
  ): Promise<RecallResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.readable(tx, dispatchId, actor);
      const { id, caseId, jurisdiction, department } = slip;
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        { subject: actor.subject, role: 'clerk', origin: 'api' },
        'recalled',
        async (complaint, at) => {
          const slips = await this.slips.ofCase(tx, caseId);
          refuseEnded(slips.find((other) => other.id === id)!);
          const ended = { endedAt: at, endedAs: 'recalled', recallReason: reason } as const;
          await endSlip(tx, id, ended);
          const to = standingOf(complaint, withSlip(slips, id, ended));
          const clocks = [
            ...slipClocksStopped(complaint, id, at),
            ...(to === 'replied' ? caseClockEnded(complaint, at) : []),
          ];
          return { detail: { dispatchId: id, department }, to, clocks, slips: [slip] };
        },
      );
      return { ...actResponse(recorded), dispatchId: id };
    });
  }
}

/** Ends the case's clock where all slips that are left have been answered. */
function caseClockEnded(complaint: Complaint, at: string): CaseClock[] {
  const clock = currentCaseClock(complaint)!;
  return clock.endedAt === null ? [endClock(clock, at)] : [];
}
