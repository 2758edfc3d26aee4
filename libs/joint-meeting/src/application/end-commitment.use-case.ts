import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { CommitmentEnding } from '@bancheng/contracts';
import type { CommitmentEnd, FulfilCommitment, ReleaseCommitment } from '@bancheng/contracts/http/joint-meeting';
import { clockOf, commitmentClock, endClock, stopClock } from '@bancheng/domain';
import { InjectUnitOfWork, type Actor, type CommandContext, type Role, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CommitmentEntity } from '../infrastructure/commitment.entity.js';
import { DEPARTMENT_ROLES, isOffice } from '../meeting-roles.js';
import { commitmentEnded, commitmentNotFound } from '../meeting.problems.js';

export const FULFILLING_ROLES = ['clerk', ...DEPARTMENT_ROLES] as const satisfies readonly Role[];
export const RELEASING_ROLES = ['leader'] as const satisfies readonly Role[];

interface Ending {
  as: CommitmentEnding;
  roles: readonly Role[];
  /** 落实情况, or the reason of a release. */
  report: string;
  /** The case's, as the caller saw it; null when it did not say. */
  version: number | null;
}

/**
 * Ends 议定事项; after the last one the engine takes an answered case on to its follow-up (三(四)). One carried out after
 * its due instant is late; one that a leader releases is not.
 */
@Injectable()
export class EndCommitment {
  constructor(
    @InjectUnitOfWork('joint-meeting') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** By its own department, or the clerk. @throws Problem 404; 409 `commitment-ended`, `not-allowed-now`; 412 */
  fulfil(command: CommandContext, id: string, version: number | null, { report }: FulfilCommitment) {
    return this.end(command, id, { as: 'fulfilled', roles: FULFILLING_ROLES, report, version });
  }

  /** By a leader. @throws Problem as `fulfil` */
  release(command: CommandContext, id: string, version: number | null, { reason }: ReleaseCommitment) {
    return this.end(command, id, { as: 'released', roles: RELEASING_ROLES, report: reason, version });
  }

  private end(command: CommandContext, id: string, { as, roles, report, version }: Ending): Promise<CommitmentEnd> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { caseId, jurisdiction, department } = await find(tx, id, actor);
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        apiSource(actor, roles),
        'commitmentEnded',
        (complaint, at) => {
          const clock = clockOf(complaint, commitmentClock(id))!;
          if (clock.endedAt !== null) throw commitmentEnded();
          const ended = as === 'fulfilled' ? endClock(clock, at) : stopClock(clock, at);
          const texts = [{ kind: 'commitment-report' as const, ref: id, body: report }];
          return { detail: { commitmentId: id, department, as }, clocks: [ended], texts };
        },
      );
      await tx.update(CommitmentEntity, { id }, { endedAs: as, report });
      return { ...actResponse(recorded), commitmentId: id };
    });
  }
}

async function find(tx: EntityManager, id: string, actor: Actor): Promise<CommitmentEntity> {
  const commitment = await tx.findOneBy(CommitmentEntity, { id, jurisdiction: actor.jurisdiction });
  if (commitment === null || !(isOffice(actor) || commitment.department === actor.department)) {
    throw commitmentNotFound();
  }
  return commitment;
}
