import { actResponse } from '@bancheng/casebook';
import type { ExtensionBody, ExtensionResponse } from '@bancheng/contracts/http/routing';
import { clockOf, dispatchClock, isMissed, type HallPolicy } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { ExtensionEntity, isPending } from '../infrastructure/extension.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { departmentSource } from './department-source.js';
import { clockEnded, deadlinePassed, extensionOverCap, extensionPending } from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { slipsOfRound } from './standing.js';
import { dispatchSuspended } from './suspension.problems.js';

/** 三(三) 经批准可适当延期: a department asks, before its deadline passes, for so many working days more. */
@Injectable()
export class AskExtension {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `clock-ended`, `dispatch-suspended`, `deadline-passed`,
   *   `extension-pending`; 422 `extension-over-cap` when the days asked for, and those granted to the department in this
   *   round of the case on whatever slip, together exceed the policy's cap
   */
  execute(command: CommandContext, version: number | null, body: ExtensionBody): Promise<ExtensionResponse> {
    const { actor } = command;
    const { workingDays, reason } = body;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.own(tx, body.dispatchId, actor);
      const { id: dispatchId, caseId, jurisdiction, department } = slip;
      const extensionId = uuidv7();
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        departmentSource(actor),
        'extensionAsked',
        async (complaint, at, { policy }) => {
          const clock = clockOf(complaint, dispatchClock(dispatchId))!;
          if (clock.endedAt !== null) throw clockEnded();
          if (clock.pausedAt !== undefined) throw dispatchSuspended();
          if (isMissed(clock, at)) throw deadlinePassed();
          const present = slipsOfRound(complaint, await this.slips.ofCase(tx, caseId));
          await refuseByEarlierOnes(
            tx,
            present.filter((other) => other.department === department),
            body,
            policy,
          );
          await tx.insert(ExtensionEntity, {
            ...{ id: extensionId, caseId, jurisdiction, dispatchId, department, workingDays, reason },
            ...{ askedBy: actor.subject, askedAt: at },
          });
          return { detail: { extensionId, dispatchId, department, workingDays }, slips: [slip] };
        },
      );
      return { ...actResponse(recorded), extensionId, dispatchId };
    });
  }
}

/** A department that is sent the matter a second time in one round does not get the days a second time. */
async function refuseByEarlierOnes(
  tx: EntityManager,
  slips: readonly DispatchEntity[],
  { dispatchId, workingDays }: ExtensionBody,
  policy: HallPolicy,
): Promise<void> {
  const earlier = await tx.findBy(ExtensionEntity, { dispatchId: In(slips.map(({ id }) => id)) });
  if (earlier.some((extension) => extension.dispatchId === dispatchId && isPending(extension)))
    throw extensionPending();
  const granted = earlier.filter((extension) => extension.granted === true);
  const left = granted.reduce((days, extension) => days - extension.workingDays, policy.extensionCapWorkingDays);
  if (workingDays > left) throw extensionOverCap(left);
}
