import {
  actResponse,
  apiSource,
  Casebook,
  pendingTermination,
  type ActText,
  type TerminationRequest,
} from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { TerminationDecisionBody } from '@bancheng/contracts/http/decisions';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { endOpenClocks } from './clocks.js';

/** 终止审批: a leader, who is not the one asking, approves or refuses. */
@Injectable()
export class DecideTermination {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * Approved, every clock still running ends, late only if its due instant has passed; the engine ends the slips and the
   * transfer and opens the follow-up. The citizen can then read the explanation.
   * @param version the version the leader saw, or null
   * @throws Problem 409 `no-termination-asked`, `own-termination`; 404, 409, 412 as `recordAct`
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { granted, comment }: TerminationDecisionBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const on = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['leader']);
    const instruction: ActText<'leader-instruction'>[] =
      comment === undefined ? [] : [{ kind: 'leader-instruction', ref: null, body: comment }];
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = granted
        ? await this.casebook.recordAct(tx, on, source, 'terminated', async (complaint, at) => {
            const { seq, reason, explanation } = await requestFor(tx, caseId, actor.subject);
            return {
              detail: { reason, askedIn: seq },
              clocks: endOpenClocks(complaint, at),
              texts: [{ kind: 'decline-explanation', ref: null, body: explanation }, ...instruction],
            };
          })
        : await this.casebook.recordAct(tx, on, source, 'terminationRefused', async () => {
            const { seq } = await requestFor(tx, caseId, actor.subject);
            return { detail: { askedIn: seq }, texts: instruction };
          });
      return actResponse(recorded);
    });
  }
}

async function requestFor(tx: EntityManager, caseId: string, decider: string): Promise<TerminationRequest> {
  const request = await pendingTermination(tx, caseId);
  if (request === null) throw conflict('no-termination-asked', '该件没有待审批的终止申请');
  if (request.askedBy === decider) throw conflict('own-termination', '本人申请的终止须由另一位负责人审批');
  return request;
}
