import type { NoticeOffice } from '@bancheng/contracts/http/notices';
import type { EntityManager } from 'typeorm';

/** Whose mailbox: a department's, or with an empty department an office's of the hall. */
export interface AddressKey {
  jurisdiction: string;
  recipient: 'department' | NoticeOffice;
  department: string;
}

export interface AddressRow extends AddressKey {
  email: string | null;
  version: number;
}

const COLUMNS = 'jurisdiction, recipient, department, email, version';

/** Those of the asked for that there are, in no order. */
export async function findAddresses(tx: EntityManager, keys: readonly AddressKey[]): Promise<AddressRow[]> {
  if (keys.length === 0) return [];
  return tx.query<AddressRow[]>(
    `select ${COLUMNS} from notices.address
     where (jurisdiction, recipient, department) in (select * from unnest($1::text[], $2::text[], $3::text[]))`,
    [
      keys.map(({ jurisdiction }) => jurisdiction),
      keys.map(({ recipient }) => recipient),
      keys.map(({ department }) => department),
    ],
  );
}

/** False when there is one already. */
export async function insertAddress(tx: EntityManager, row: AddressRow): Promise<boolean> {
  const inserted = await tx.query<unknown[]>(
    `insert into notices.address (${COLUMNS}) values ($1, $2, $3, $4, $5) on conflict do nothing returning true`,
    [row.jurisdiction, row.recipient, row.department, row.email, row.version],
  );
  return inserted.length === 1;
}

/** False when the address is not at the version before `row`'s. */
export async function updateAddress(tx: EntityManager, row: AddressRow): Promise<boolean> {
  const [updated] = await tx.query<[unknown[], number]>(
    `update notices.address set email = $4, version = $5
     where jurisdiction = $1 and recipient = $2 and department = $3 and version = $5 - 1 returning true`,
    [row.jurisdiction, row.recipient, row.department, row.email, row.version],
  );
  return updated.length === 1;
}

/** A jurisdiction's addresses, those of the hall's offices (empty department) first; one more than asked for. */
export async function pageOfAddresses(
  tx: EntityManager,
  jurisdiction: string,
  after: { department: string; recipient: string } | null,
  limit: number,
): Promise<AddressRow[]> {
  return tx.query<AddressRow[]>(
    `select ${COLUMNS} from notices.address where jurisdiction = $1 and ($2::text is null or (department, recipient) > ($2, $3))
     order by department, recipient limit $4`,
    [jurisdiction, after?.department ?? null, after?.recipient ?? null, limit + 1],
  );
}
