import { actResponse, apiSource, type Complaint } from '@bancheng/casebook';
import type { SuspensionBody, SuspensionResponse } from '@bancheng/contracts/http/suspensions';
import {
  clockOf,
  currentCaseClock,
  dispatchClock,
  isMissed,
  pauseClock,
  startClock,
  suspensionClock,
  suspensionDeadline,
  type CaseClock,
  type HallPolicy,
} from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { SlipReturnEntity } from '../infrastructure/slip-return.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { SuspensionEntity } from '../infrastructure/suspension.entity.js';
import { refuseEnded, returnPending } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import * as problems from './suspension.problems.js';

/**
 * 挂起: the department can't go on without papers from the citizen, who has been told so. Its clock stands still until
 * they come, at most as long as the policy says; the case's own clock runs on.
 */
@Injectable()
export class Suspend {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * By the department itself, or by the clerk for it.
   * @throws Problem 404; 409 `not-allowed-now`, `dispatch-ended`, `clock-ended`, `already-suspended`, `deadline-passed`,
   *   `suspension-used-up`, `return-pending`
   */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    { missing: papers, ...evidence }: SuspensionBody,
  ): Promise<SuspensionResponse> {
    const { actor } = command;
    const missing = papers.join('\n');
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.handled(tx, dispatchId, actor);
      const { id, caseId, jurisdiction, department } = slip;
      const suspensionId = uuidv7();
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        apiSource(actor, ['clerk', 'department-system', 'department']),
        'suspended',
        async (complaint, at, rules) => {
          refuseEnded(await this.slips.handled(tx, id, actor));
          const clock = clockOf(complaint, dispatchClock(id))!;
          refuseByClock(clock, at);
          await refuseByRecord(tx, complaint, slip, rules.policy);
          await tx.insert(SuspensionEntity, {
            ...{ id: suspensionId, caseId, jurisdiction, dispatchId: id, department, missing, ...evidence },
            ...{ suspendedBy: actor.subject, suspendedAt: at },
          });
          const limit = startClock({ ...suspensionClock(id), department }, at, suspensionDeadline(at, rules));
          return {
            detail: { suspensionId, dispatchId: id, department, until: limit.dueAt },
            clocks: [pauseClock(clock, at), limit],
            texts: [{ kind: 'missing-papers', ref: id, body: missing }],
            slips: [slip],
            result: { suspensionId, dispatchId: id, until: limit.dueAt },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}

function refuseByClock(clock: CaseClock, at: string): void {
  if (clock.endedAt !== null) throw problems.nothingToSuspend();
  if (clock.pausedAt !== undefined) throw problems.alreadySuspended();
  if (isMissed(clock, at)) throw problems.tooLateToSuspend();
}

/**
 * Suspensions are counted per department and round, so that a second slip to the same department does not get more of
 * them.
 */
async function refuseByRecord(
  tx: EntityManager,
  complaint: Complaint,
  { id, caseId, department }: DispatchEntity,
  { suspensionsPerDispatch: most }: HallPolicy,
): Promise<void> {
  const returned = await tx.findOneBy(SlipReturnEntity, { dispatchId: id });
  if (returned !== null && returned.ruledAt === null) throw returnPending();
  const earlier = await tx.findBy(SuspensionEntity, { caseId, department });
  const { startedAt } = currentCaseClock(complaint)!;
  if (earlier.filter(({ suspendedAt }) => suspendedAt >= startedAt).length >= most)
    throw problems.suspensionUsedUp(most);
}
