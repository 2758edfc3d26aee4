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
  insertConfirmation,
  insertDelegation,
  insertRevocation,
  lockDelegations,
  type DelegationRecord,
} from '../infrastructure/delegations.js';
import { namesOf, personOf, type NameOf } from '../readers.js';
import { standingOf } from './deputies.js';
import * as problems from './delegation.problems.js';

const position = z.strictObject({ createdAt: instant, id: uuid });

/**
 * 委托代行: a leader who is away names a deputy, or an admin does it for them, which has effect only when the leader or a
 * second admin confirms it: no admin makes anybody a leader alone. A delegation stays on record for ever; its confirmation
 * and its revocation are records of their own.
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
   *   does not say whose, `delegation-to-self`, `delegation-past`, `delegator-no-leader`, `deputy-not-named`; 409 `delegation-overlaps` with another of the same leader,
   *   `delegation-chain` when on one of the days the leader is a deputy or the deputy has one
   */
  async give(command: CommandContext, body: DelegationBody): Promise<Delegation> {
    const { actor } = command;
    const delegator = delegatorOf(actor, body);
    const { jurisdiction } = actor;
    const record = await this.unitOfWork.run<DelegationRecord>(command, async (tx) => {
      await lockDelegations(tx, jurisdiction);
      const createdAt = this.clock.now();
      const { deputy, from, to, reason } = body;
      if (deputy === delegator) throw problems.delegationToSelf();
      if (to < localDateOf(createdAt)) throw problems.delegationPast();
      await refuseByPeople(tx, jurisdiction, { delegator, deputy });
      await refuseByOthers(tx, jurisdiction, { ...body, delegator });
      const given = { id: uuidv7(), delegator, deputy, from, to, reason, createdBy: actor.subject, createdAt };
      await insertDelegation(tx, jurisdiction, given);
      const own = delegator === actor.subject;
      if (own) await insertConfirmation(tx, given.id, { confirmedBy: delegator, confirmedAt: createdAt });
      const confirmation = { confirmedBy: own ? delegator : null, confirmedAt: own ? createdAt : null };
      return { ...given, ...confirmation, revokedBy: null, revokedAt: null };
    });
    return this.withNames(jurisdiction, record);
  }

  /**
   * @throws Problem 404; 403 `confirmation-not-yours` unless the leader or another admin than the one who gave it asks, and not the
   *   deputy; 409 `delegation-confirmed`, `delegation-revoked`, `delegation-expired`
   */
  async confirm(command: CommandContext, id: string): Promise<Delegation> {
    const { actor } = command;
    const record = await this.change(command, id, async (tx, delegation, confirmedAt) => {
      if (!mayConfirm(actor, delegation)) throw problems.confirmationNotYours();
      if (delegation.confirmedAt !== null) throw problems.alreadyConfirmed();
      const confirmation = { confirmedBy: actor.subject, confirmedAt };
      await insertConfirmation(tx, id, confirmation);
      return { ...delegation, ...confirmation };
    });
    return this.withNames(actor.jurisdiction, record);
  }

  /** @throws Problem 404; 403 `delegation-not-own`; 409 `delegation-revoked`, `delegation-expired` */
  async revoke(command: CommandContext, id: string): Promise<Delegation> {
    const { actor } = command;
    const record = await this.change(command, id, async (tx, delegation, revokedAt) => {
      if (!actor.roles.includes('admin') && delegation.delegator !== actor.subject) throw problems.delegationNotOwn();
      const revocation = { revokedBy: actor.subject, revokedAt };
      await insertRevocation(tx, id, revocation);
      return { ...delegation, ...revocation };
    });
    return this.withNames(actor.jurisdiction, record);
  }

  /** Of a delegation that has not ended. @throws Problem 404; 409 `delegation-revoked`, `delegation-expired` */
  private change(
    command: CommandContext,
    id: string,
    make: (tx: EntityManager, delegation: DelegationRecord, at: string) => Promise<DelegationRecord>,
  ): Promise<DelegationRecord> {
    const { jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      await lockDelegations(tx, jurisdiction);
      const delegation = await delegationById(tx, jurisdiction, id);
      if (delegation === null) throw problems.delegationNotFound();
      const at = this.clock.now();
      const standing = standingOf(delegation, localDateOf(at));
      if (standing === 'revoked' || standing === 'expired') throw problems.delegationEnded(standing);
      return make(tx, delegation, at);
    });
  }

  private async withNames(jurisdiction: string, record: DelegationRecord): Promise<Delegation> {
    const nameOf = await namesOf(this.db.manager, jurisdiction, [record.delegator, record.deputy]);
    return named(record, nameOf);
  }

  /** All of the jurisdiction, the latest first. */
  async page(jurisdiction: string, { cursor, limit }: PageQuery): Promise<Page<Delegation>> {
    const after = decodeCursor(cursor, position);
    const rows = await delegationPageRows(this.db.manager, jurisdiction, after, limit + 1);
    const people = rows.flatMap(({ delegator, deputy }) => [delegator, deputy]);
    const nameOf = await namesOf(this.db.manager, jurisdiction, people);
    return pageOf(
      rows,
      limit,
      (row) => named(row, nameOf),
      ({ createdAt, id }) => ({ createdAt, id }),
    );
  }
}

function named(record: DelegationRecord, nameOf: NameOf): Delegation {
  return { ...record, delegatorName: nameOf(record.delegator), deputyName: nameOf(record.deputy) };
}

/** The leader for whom it is, or an admin who did not give it; never the one who gains by it. */
function mayConfirm({ subject, roles }: Actor, { delegator, deputy, createdBy }: DelegationRecord): boolean {
  if (subject === delegator) return roles.includes('leader');
  return roles.includes('admin') && subject !== createdBy && subject !== deputy;
}

/** Powers come from a leader of the hall, and go to another one or to somebody named as that leader's deputy. */
async function refuseByPeople(
  tx: EntityManager,
  jurisdiction: string,
  { delegator, deputy }: { delegator: string; deputy: string },
): Promise<void> {
  const leader = await personOf(tx, jurisdiction, delegator);
  if (leader?.roles.includes('leader') !== true) throw problems.delegatorNoLeader();
  if (leader.deputies.includes(deputy)) return;
  const other = await personOf(tx, jurisdiction, deputy);
  if (other?.roles.includes('leader') !== true) throw problems.deputyNotNamed();
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
