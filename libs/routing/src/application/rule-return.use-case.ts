import { actResponse, DoubtfulTexts, refuseDepartments, wordingTexts, type Complaint } from '@bancheng/casebook';
import type { RulingBody, RulingResponse } from '@bancheng/contracts/http/returns';
import { forLeader, leaderSource, onBehalfOf, recordRuling } from '@bancheng/directory';
import type { CaseRules } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { SlipReturnEntity } from '../infrastructure/slip-return.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { endSlip } from '../infrastructure/suspensions.js';
import * as problems from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { askedAgain, newDispatchClock, newSignClock, sentSlipOf, slipClocksStopped } from './slip-clocks.js';
import { standingOf, withSlip } from './standing.js';

/**
 * A leader's ruling (or a deputy's for one) on a second return names the department that takes the matter: the one that
 * returned it, which may not do so again, or another. That one is sent a slip like any other: what it is shown is looked at
 * first, and it has the time that is asked for, counted from the ruling, for what the returns took is not its delay. Either
 * way the 派单目录 records it. Or it says 帮办代办: the slip ends as returned, and the clerk hands the case over.
 */
@Injectable()
export class RuleReturn {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    private readonly doubtful: DoubtfulTexts,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 403 as `onBehalfOf`; 409 `not-allowed-now`, `return-already-ruled`, `return-moot` when the slip was
   *   answered or recalled meanwhile, `already-dispatched`; 422 for a department that is unknown or inactive, `identity-doubtful`
   */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    body: RulingBody,
  ): Promise<RulingResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { caseId, jurisdiction } = await find(tx, dispatchId, actor);
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        leaderSource(actor),
        'returnRuled',
        async (complaint, at, rules) => {
          const leader = await onBehalfOf(tx, actor, at);
          if ((await find(tx, dispatchId, actor)).ruledAt !== null) throw problems.returnAlreadyRuled();
          const slips = await this.slips.ofCase(tx, caseId);
          const slip = slips.find(({ id }) => id === dispatchId)!;
          if (slip.endedAt !== null || slip.outcome !== null) throw problems.returnMoot();
          const draft =
            body.transfer === undefined
              ? await this.give(tx, { complaint, slips, slip, at, rules }, body)
              : await grant(tx, { complaint, slips, slip, at });
          const { dispatches } = draft.detail;
          await tx.update(
            SlipReturnEntity,
            { dispatchId },
            {
              ...{ ruledDepartment: body.department ?? null, instruction: body.instruction },
              ...{ ruledBy: actor.subject, ruledOnBehalfOf: leader, ruledAt: at },
              sentDispatchId: dispatches[0]?.dispatchId ?? null,
            },
          );
          return {
            ...{ ...draft, detail: { ...draft.detail, ...forLeader(leader) } },
            result: { dispatchId, dispatches },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }

  /** The department that the ruling names takes the matter. */
  private async give(tx: EntityManager, ruled: Ruled & { rules: CaseRules }, body: RulingBody) {
    const { complaint, slips, slip, at, rules } = ruled;
    const department = body.department!;
    const other = department === slip.department ? null : successorOf(slip, { ...body, department }, at, rules);
    if (other !== null) {
      if (!body.checked && body.wording === undefined) {
        await this.doubtful.refuseToSend(tx, complaint, [other], () => '/department');
      }
      await this.send(tx, slips, slip, other, at);
    }
    await recordRuling(tx, { id: uuidv7(), jurisdiction: slip.jurisdiction, item: body.item!, department });
    const draft = draftOf(complaint, slip, other, at, rules);
    const to = 'dispatched' as const;
    if (other === null) return { ...draft, to, slips: [slip] };
    return { ...draft, to, slips: [slip, other], texts: wordingTexts(body.wording) };
  }

  private async send(
    tx: EntityManager,
    slips: DispatchEntity[],
    old: DispatchEntity,
    slip: DispatchEntity,
    at: string,
  ) {
    const { department, jurisdiction } = slip;
    await refuseDepartments(tx, jurisdiction, [department], () => '/department');
    const open = slips.some((other) => other.endedAt === null && other.department === department);
    if (open) throw problems.alreadyDispatched([department]);
    await endSlip(tx, old.id, { endedAt: at, endedAs: 'rerouted' });
    await tx.insert(DispatchEntity, slip);
  }
}

/** The slip that a ruling is about, with its case and the case's other slips. */
interface Ruled {
  complaint: Complaint;
  slips: DispatchEntity[];
  slip: DispatchEntity;
  at: string;
}

/** A slip sent in place of the lead department's makes its own department the lead. */
function draftOf(complaint: Complaint, old: DispatchEntity, slip: DispatchEntity | null, at: string, rules: CaseRules) {
  const { id: dispatchId, department } = old;
  const about = { dispatchId, department, ruledDepartment: slip?.department ?? department };
  if (slip === null) {
    const detail = { ...about, dispatches: [], departments: complaint.departments };
    return { detail };
  }
  const clock = newDispatchClock(slip, complaint, at, rules);
  const departments = [...new Set([...complaint.departments, slip.department])];
  return {
    detail: { ...about, dispatches: [sentSlipOf(slip, clock)], departments },
    clocks: [...slipClocksStopped(complaint, dispatchId, at), clock, newSignClock(slip, at, rules)],
    patch: { departments, ...(slip.lead && { leadDepartment: slip.department }) },
  };
}

/** Beyond local authority: the department is rid of its slip, and the part that it had is open for 帮办代办. */
async function grant(tx: EntityManager, { complaint, slips, slip, at }: Ruled) {
  const { id: dispatchId, department } = slip;
  const ended = { endedAt: at, endedAs: 'returned' } as const;
  await endSlip(tx, dispatchId, ended);
  const { departments } = complaint;
  return {
    detail: { dispatchId, department, ruledDepartment: null, dispatches: [], departments },
    to: standingOf(complaint, withSlip(slips, dispatchId, ended)),
    clocks: slipClocksStopped(complaint, dispatchId, at),
    slips: [slip],
  };
}

async function find(tx: EntityManager, dispatchId: string, { jurisdiction }: Actor): Promise<SlipReturnEntity> {
  const found = await tx.findOneBy(SlipReturnEntity, { dispatchId, jurisdiction, toLeader: true });
  if (found === null) throw problems.returnNotFound();
  return found;
}

/** What was asked stays; who is to do it, and the instruction, are the leader's. */
function successorOf(
  slip: DispatchEntity,
  { department, instruction }: { department: string; instruction: string },
  at: string,
  rules: CaseRules,
): DispatchEntity {
  return {
    ...slip,
    ...askedAgain(slip, at, rules),
    ...{ id: uuidv7(), department, instruction, handlerName: null, sentAt: at },
    ...{ signedAt: null, signedBy: null, position: 0 },
  };
}
