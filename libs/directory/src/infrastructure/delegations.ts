import type { Delegation } from '@bancheng/contracts/http/delegations';
import type { LocalDate } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

interface DelegationRow {
  id: string;
  delegator: string;
  deputy: string;
  from_date: LocalDate;
  to_date: LocalDate;
  reason: string;
  created_by: string;
  created_at: Date;
  confirmed_by: string | null;
  confirmed_at: Date | null;
  revoked_by: string | null;
  revoked_at: Date | null;
}

const SELECT = `select d.id, d.delegator, d.deputy, d.from_date::text, d.to_date::text, d.reason, d.created_by, d.created_at,
    c.confirmed_by, c.confirmed_at, r.revoked_by, r.revoked_at
  from directory.delegation d
  left join directory.delegation_confirmation c on c.delegation_id = d.id
  left join directory.delegation_revocation r on r.delegation_id = d.id`;

/** A delegation as the rows have it, without the names of its people. */
export type DelegationRecord = Omit<Delegation, 'delegatorName' | 'deputyName'>;
/** As it is given: never changed once written. */
export type GivenDelegation = Omit<DelegationRecord, 'confirmedBy' | 'confirmedAt' | 'revokedBy' | 'revokedAt'>;
/** From when on it has effect. */
export type Confirmation = { confirmedBy: string; confirmedAt: string };
/** The end of a delegation before its last day. */
export type Revocation = { revokedBy: string; revokedAt: string };

export async function insertDelegation(tx: EntityManager, jurisdiction: string, given: GivenDelegation): Promise<void> {
  const { id, delegator, deputy, from, to, reason, createdBy, createdAt } = given;
  await tx.query(
    `insert into directory.delegation
       (id, jurisdiction, delegator, deputy, from_date, to_date, reason, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, jurisdiction, delegator, deputy, from, to, reason, createdBy, createdAt],
  );
}

export async function insertConfirmation(
  tx: EntityManager,
  id: string,
  { confirmedBy, confirmedAt }: Confirmation,
): Promise<void> {
  await tx.query(
    'insert into directory.delegation_confirmation (delegation_id, confirmed_by, confirmed_at) values ($1, $2, $3)',
    [id, confirmedBy, confirmedAt],
  );
}

export async function insertRevocation(
  tx: EntityManager,
  id: string,
  { revokedBy, revokedAt }: Revocation,
): Promise<void> {
  await tx.query(
    'insert into directory.delegation_revocation (delegation_id, revoked_by, revoked_at) values ($1, $2, $3)',
    [id, revokedBy, revokedAt],
  );
}

/** All that were ever given to this deputy, the earliest first. */
export async function delegationsTo(
  tx: EntityManager,
  jurisdiction: string,
  deputy: string,
): Promise<DelegationRecord[]> {
  const rows = await tx.query<DelegationRow[]>(
    `${SELECT} where d.jurisdiction = $1 and d.deputy = $2 order by d.created_at, d.id`,
    [jurisdiction, deputy],
  );
  return rows.map(toDelegation);
}

/** Those that have effect on this day. */
export async function delegationsOn(
  tx: EntityManager,
  jurisdiction: string,
  day: LocalDate,
): Promise<DelegationRecord[]> {
  const rows = await tx.query<DelegationRow[]>(
    `${SELECT} where d.jurisdiction = $1 and c.delegation_id is not null and r.delegation_id is null
       and d.from_date <= $2 and d.to_date >= $2`,
    [jurisdiction, day],
  );
  return rows.map(toDelegation);
}

/** Those not revoked that have a day in common with `from` to `to` and name one of these people, as either side. */
export async function delegationsAmong(
  tx: EntityManager,
  jurisdiction: string,
  people: readonly string[],
  { from, to }: { from: LocalDate; to: LocalDate },
): Promise<DelegationRecord[]> {
  const rows = await tx.query<DelegationRow[]>(
    `${SELECT} where d.jurisdiction = $1 and (d.delegator = any($2) or d.deputy = any($2)) and r.delegation_id is null
       and d.from_date <= $4 and d.to_date >= $3`,
    [jurisdiction, people, from, to],
  );
  return rows.map(toDelegation);
}

export async function delegationById(
  tx: EntityManager,
  jurisdiction: string,
  id: string,
): Promise<DelegationRecord | null> {
  const rows = await tx.query<DelegationRow[]>(`${SELECT} where d.jurisdiction = $1 and d.id = $2`, [jurisdiction, id]);
  return rows[0] === undefined ? null : toDelegation(rows[0]);
}

/** A jurisdiction's delegations, the latest first, from the one after `after` on. */
export async function delegationPageRows(
  tx: EntityManager,
  jurisdiction: string,
  after: Pick<DelegationRecord, 'createdAt' | 'id'> | null,
  limit: number,
): Promise<DelegationRecord[]> {
  const rows = await tx.query<DelegationRow[]>(
    `${SELECT} where d.jurisdiction = $1
       and ($2::timestamptz is null or (d.created_at, d.id) < ($2, $3::uuid))
     order by d.created_at desc, d.id desc limit $4`,
    [jurisdiction, after?.createdAt ?? null, after?.id ?? null, limit],
  );
  return rows.map(toDelegation);
}

/** Delegations of a jurisdiction are given and revoked one after the other, so that none can overlap unseen. */
export async function lockDelegations(tx: EntityManager, jurisdiction: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`directory.delegation:${jurisdiction}`]);
}

function toDelegation(row: DelegationRow): DelegationRecord {
  return {
    ...{ id: row.id, delegator: row.delegator, deputy: row.deputy, from: row.from_date, to: row.to_date },
    ...{ reason: row.reason, createdBy: row.created_by, createdAt: row.created_at.toISOString() },
    ...{ confirmedBy: row.confirmed_by, confirmedAt: row.confirmed_at?.toISOString() ?? null },
    ...{ revokedBy: row.revoked_by, revokedAt: row.revoked_at?.toISOString() ?? null },
  };
}
