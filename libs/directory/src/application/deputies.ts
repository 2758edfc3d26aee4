import type { ActSource } from '@bancheng/casebook';
import { localDateOf, type LocalDate } from '@bancheng/domain';
import type { Actor } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { delegationsOn, delegationsTo, type DelegationRecord } from '../infrastructure/delegations.js';
import type { PersonEntity } from '../infrastructure/person.entity.js';
import { peopleNamed, peopleOnDuty } from '../readers.js';
import * as problems from './delegation.problems.js';

/**
 * For whom the actor does at `at` what only a leader may: the delegator, or null for a leader in their own right. A
 * delegation is looked up in one step, so a deputy can't pass it on.
 * @param asker who asked for what is to be decided: they can't decide it as a deputy, nor can their deputy
 * @throws Problem 403 `role-required`, or `delegation-unconfirmed`, `delegation-not-started`, `delegation-expired`, `delegation-revoked` by the last one
 *   that was given; 409 `own-extension`
 */
export async function onBehalfOf(
  tx: EntityManager,
  actor: Actor,
  at: string,
  asker: string | null = null,
): Promise<string | null> {
  if (asker === actor.subject) throw problems.ownExtension();
  if (actor.roles.includes('leader')) return null;
  if (actor.department !== null) throw problems.leaderRequired();
  const given = await delegationsTo(tx, actor.jurisdiction, actor.subject);
  const today = localDateOf(at);
  const active = given.filter((delegation) => standingOf(delegation, today) === 'active');
  if (active.length === 0) throw refusalBy(given.at(-1), today);
  const delegator = active.map((delegation) => delegation.delegator).find((leader) => leader !== asker);
  if (delegator === undefined) throw problems.ownExtension();
  return delegator;
}

/** Who is to hear at `at` of what waits for a leader: the leaders on duty, and who stands in for one that day. */
export async function leadersAndDeputies(tx: EntityManager, jurisdiction: string, at: string): Promise<PersonEntity[]> {
  const leaders = await peopleOnDuty(tx, jurisdiction, 'leader');
  const given = await delegationsOn(tx, jurisdiction, localDateOf(at));
  const deputies = await peopleNamed(
    tx,
    jurisdiction,
    given.map(({ deputy }) => deputy),
  );
  return [...leaders, ...deputies.filter(({ subject }) => !leaders.some((leader) => leader.subject === subject))];
}

/** In an act's detail: the leader for whom it was done; nothing where the leader did it. */
export function forLeader(leader: string | null): { onBehalfOf?: string } {
  return leader === null ? {} : { onBehalfOf: leader };
}

/** An act over the API of a leader, or of a deputy, who holds no such role. */
export function leaderSource({ subject, roles }: Actor): ActSource {
  return { subject, role: roles.includes('leader') ? 'leader' : 'deputy', origin: 'api' };
}

type Standing = 'active' | 'revoked' | 'unconfirmed' | 'not-started' | 'expired';

export function standingOf({ from, to, confirmedAt, revokedAt }: DelegationRecord, today: LocalDate): Standing {
  if (revokedAt !== null) return 'revoked';
  if (today > to) return 'expired';
  if (confirmedAt === null) return 'unconfirmed';
  return today < from ? 'not-started' : 'active';
}

function refusalBy(last: DelegationRecord | undefined, today: LocalDate) {
  const standing = last === undefined ? 'active' : standingOf(last, today);
  return standing === 'active' ? problems.leaderRequired() : problems.delegationNotHolding(standing);
}
