import { actResponse, type Recorded } from '@bancheng/casebook';
import type { DecisionBody, ExtensionResponse } from '@bancheng/contracts/http/extensions';
import { forLeader, leaderSource, onBehalfOf } from '@bancheng/directory';
import { clockOf, extendedClocks, isOpen } from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { aboutClock, findExtension, refuseSettled, slipsOf } from './extensions.js';
import { clockEnded } from '../routing.problems.js';
import { SlipActs, type Acting } from './slip-acts.js';

/** What a leader decided; by signal there is no comment. */
export interface Decision {
  granted: boolean;
  comment: string | null;
}

/** 三(三) 经批准可适当延期: a leader, or a deputy for one, who is not the one asking, grants or refuses. */
@Injectable()
export class DecideExtension {
  constructor(
    private readonly acts: SlipActs,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 403 as `onBehalfOf`; 409 `own-extension`, `not-allowed-now`, `extension-already-decided`,
   *   `extension-withdrawn`, and `clock-ended` for a grant when the deadline was met or ended meanwhile (a refusal clears the
   *   request away)
   */
  execute(
    command: CommandContext,
    extensionId: string,
    version: number | null,
    { granted, comment }: DecisionBody,
  ): Promise<ExtensionResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const extension = await findExtension(tx, extensionId, actor);
      const { id, caseId, jurisdiction, clockId } = extension;
      const by = { on: { caseId, jurisdiction, version }, actor, source: leaderSource(actor) };
      const recorded = await this.record(tx, extension, by, { granted, comment: comment ?? null });
      return { ...actResponse(recorded), extensionId: id, clockId };
    });
  }

  /** The same rules for a decision that came by signal. */
  record(
    tx: EntityManager,
    { id, jurisdiction, clockId, workingDays, askedBy }: ExtensionEntity,
    { on, actor, source }: Acting,
    { granted, comment }: Decision,
  ): Promise<Recorded> {
    return this.acts.record(tx, on, source, 'extensionDecided', async (complaint, at, rules) => {
      const leader = await onBehalfOf(tx, actor, at, askedBy);
      refuseSettled(await findExtension(tx, id, actor));
      const clock = clockOf(complaint, { clockId })!;
      if (granted && !isOpen(clock)) throw clockEnded();
      const clocks = granted ? extendedClocks(complaint.clocks, clock, workingDays, at, rules) : [];
      const decision = { granted, comment, decidedBy: actor.subject, decidedOnBehalfOf: leader, decidedAt: at };
      await tx.update(ExtensionEntity, { id }, decision);
      const detail = { extensionId: id, ...aboutClock(clock), granted, workingDays, ...forLeader(leader) };
      return { detail, clocks, slips: slipsOf(granted ? clocks : [clock], jurisdiction) };
    });
  }
}
