import { instant, uuid } from '@bancheng/contracts';
import type { Delegation, DelegationBody } from '@bancheng/contracts/http/delegations';
import { localDateOf } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  InjectUnitOfWork,
  pageOf,
  uuidv7,
  type Actor,
  type Clock,
  type CommandContext,
  type Page,
  type PageQuery,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  delegationById,
  delegationPageRows,
  delegationsAmong,
  insertDelegation,
  insertRevocation,
  lockDelegations,
} from '../infrastructure/delegations.js';
import { standingOf } from './deputies.js';
import * as problems from './delegation.problems.js';

const position = z.strictObject({ createdAt: instant, id: uuid });

/**
 * 委托代行: a leader who is away names a deputy, or an admin does it for them. A delegation stays on record for ever; a
 * revocation is a record of its own.
 */
@Injectable()
export class Delegations {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('directory') private readonly db: DataSource,
    @InjectUnitOfWork('directory') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 403 `delegation-not-own` when a leader names another one's deputy; 422 `delegator-required` when an admin
   *   does not say whose, `delegation-to-self`, `delegation-past`; 409 `delegation-overlaps` with another of the same leader,
   *   `delegation-chain` when on one of the days the leader is a deputy or the deputy has one
   */
  give(command: CommandContext, body: DelegationBody): Promise<Delegation> {
    const { actor } = command;
    const delegator = delegatorOf(actor, body);
    const { jurisdiction } = actor;
    return this.unitOfWork.run(command, async (tx) => {
      await lockDelegations(tx, jurisdiction);
      const createdAt = this.clock.now();
      const { deputy, from, to, reason } = body;
      if (deputy === delegator) throw problems.delegationToSelf();
      if (to < localDateOf(createdAt)) throw problems.delegationPast();
      await refuseByOthers(tx, jurisdiction, { ...body, delegator });
      const given = { id: uuidv7(), delegator, deputy, from, to, reason, createdBy: actor.subject, createdAt };
      await insertDelegation(tx, jurisdiction, given);
      return { ...given, revokedBy: null, revokedAt: null };
    });
  }

  /** @throws Problem 404; 403 `delegation-not-own`; 409 `delegation-revoked`, `delegation-expired` */
  revoke(command: CommandContext, id: string): Promise<Delegation> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      await lockDelegations(tx, actor.jurisdiction);
      const delegation = await delegationById(tx, actor.jurisdiction, id);
      if (delegation === null) throw problems.delegationNotFound();
      if (!actor.roles.includes('admin') && delegation.delegator !== actor.subject) throw problems.delegationNotOwn();
      const revokedAt = this.clock.now();
      const standing = standingOf(delegation, localDateOf(revokedAt));
      if (standing === 'revoked' || standing === 'expired') throw problems.delegationEnded(standing);
      const revocation = { revokedBy: actor.subject, revokedAt };
      await insertRevocation(tx, id, revocation);
      return { ...delegation, ...revocation };
    });
  }

  /** All of the jurisdiction, the latest first. */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Delegation>> {
    const after = decodeCursor(cursor, position);
    const rows = await delegationPageRows(this.db.manager, jurisdiction, after, limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => row,
      ({ createdAt, id }) => ({ createdAt, id }),
    );
  }
}

/** A leader delegates what is theirs; an admin says for whom. */
function delegatorOf({ subject, roles }: Actor, { delegator }: DelegationBody): string {
  if (roles.includes('leader') && (delegator === undefined || delegator === subject)) return subject;
  if (!roles.includes('admin')) throw problems.delegationNotOwn();
  if (delegator === undefined) throw problems.delegatorRequired();
  return delegator;
}

/** A leader has one deputy at a time, and a deputy's powers never come from somebody who is a deputy. */
async function refuseByOthers(
  tx: EntityManager,
  jurisdiction: string,
  { delegator, deputy, from, to }: DelegationBody & { delegator: string },
): Promise<void> {
  const others = await delegationsAmong(tx, jurisdiction, [delegator, deputy], { from, to });
  if (others.some((other) => other.delegator === delegator)) throw problems.delegationOverlaps();
  if (others.some((other) => other.delegator === deputy || other.deputy === delegator)) {
    throw problems.delegationChain();
  }
}
