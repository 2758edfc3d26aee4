import { actResponse, refuseDepartments } from '@bancheng/casebook';
import type { ReturnBody, ReturnResponse } from '@bancheng/contracts/http/returns';
import { deadlineAfter, isLate, type CaseRules } from '@bancheng/domain';
import { requireCatalogueCode } from '@bancheng/directory';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { SlipReturnEntity } from '../infrastructure/slip-return.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { endSlip, endSuspension } from '../infrastructure/suspensions.js';
import { departmentSource } from './department-source.js';
import * as problems from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { signClockEnded, slipClocksStopped, waitEnded } from './slip-clocks.js';
import { standingOf, withSlip } from './standing.js';

/**
 * 退回, by default within one working day: a matter that is not the department's ends its slip and goes back to the
 * clerk, without a fresh clock. When any department returned the case before, the slip stays open until a leader has
 * ruled. One that says that the matter is beyond local authority (超出本级权限) is not counted as to a wrong department: the
 * clerk hands the case over to 帮办代办. A return also ends a suspension.
 */
@Injectable()
export class ReturnDispatch {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `dispatch-ended`, `already-replied`, `return-too-late`, `return-pending`,
   *   `return-refused` when a leader has ruled that the department takes the matter; 422 for a department proposed that is
   *   unknown, inactive or the own one, and for the reason as `requireCatalogueCode`
   */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    body: ReturnBody,
  ): Promise<ReturnResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.own(tx, dispatchId, actor);
      const { id, caseId, jurisdiction, department } = slip;
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        departmentSource(actor),
        'returned',
        async (complaint, at, rules) => {
          const slips = await this.slips.ofCase(tx, caseId);
          const earlier = await tx.findBy(SlipReturnEntity, { caseId });
          refuse(
            slips.find((other) => other.id === id)!,
            earlier,
            at,
            rules,
          );
          await refuseProposal(tx, slip, body);
          const { reasonCode, reason, proposedDepartment = null } = body;
          const toLeader = earlier.some((one) => one.proposedDepartment !== null);
          await tx.insert(SlipReturnEntity, {
            ...{ dispatchId: id, caseId, jurisdiction, department, toLeader, reason, proposedDepartment },
            ...{ returnedBy: actor.subject, returnedAt: at },
          });
          const returned = { endedAt: at, endedAs: 'returned' } as const;
          await (toLeader ? endSuspension(tx, id, at, 'returned') : endSlip(tx, id, returned));
          const chosen = reasonCode === undefined ? {} : { reasonCode };
          return {
            detail: { dispatchId: id, department, proposedDepartment, toLeader, ...chosen },
            to: standingOf(complaint, withSlip(slips, id, toLeader ? {} : returned)),
            clocks: toLeader
              ? [...signClockEnded(complaint, id, at), ...waitEnded(complaint, id, at, rules)]
              : slipClocksStopped(complaint, id, at),
            slips: [slip],
            result: { dispatchId: id, toLeader },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}

function refuse(
  slip: DispatchEntity,
  earlier: readonly SlipReturnEntity[],
  at: string,
  { policy, calendar }: CaseRules,
): void {
  problems.refuseEnded(slip);
  if (slip.outcome !== null) throw problems.alreadyReplied();
  const own = earlier.find((one) => one.dispatchId === slip.id);
  if (own !== undefined && own.ruledAt === null) throw problems.returnPending();
  if (own !== undefined || earlier.some((one) => one.sentDispatchId === slip.id)) throw problems.returnRefused();
  const until = deadlineAfter(slip.sentAt, policy.returnWorkingDays, policy, calendar);
  if (isLate(at, until.dueAt)) throw problems.returnTooLate();
}

async function refuseProposal(
  tx: EntityManager,
  { jurisdiction, department }: DispatchEntity,
  { proposedDepartment, reasonCode }: ReturnBody,
): Promise<void> {
  if (reasonCode !== undefined) {
    await requireCatalogueCode(tx, { jurisdiction, catalogue: 'return-reasons' }, reasonCode, '/reasonCode');
  }
  if (proposedDepartment === undefined) return;
  if (proposedDepartment === department) throw problems.proposedOwn();
  await refuseDepartments(tx, jurisdiction, [proposedDepartment], () => '/proposedDepartment');
}
