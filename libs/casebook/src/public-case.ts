import { notFound, type CommandContext } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import type { ActSource } from './act.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from './complaint.js';
import type { QueryCodes } from './query-codes.js';

/** The citizen, who has no account, only a number and a query code. */
export const CITIZEN: ActSource = { subject: 'citizen', role: 'citizen', origin: 'api' };

/** The citizen's command: confined to the case's own jurisdiction, and without an idempotency key. */
export function citizenCommand({ jurisdiction }: Pick<Complaint, 'jurisdiction'>): CommandContext {
  const actor = { subject: CITIZEN.subject, roles: [], jurisdiction, department: null };
  return { actor, idempotency: null, requestId: '' };
}

/**
 * The case of a citizen who has its number and query code, of whatever jurisdiction.
 * @throws Problem 404 `status-not-found`, the same for a number that does not exist and for a wrong code
 */
export async function publicCase(
  tx: EntityManager,
  queryCodes: QueryCodes,
  { number, queryCode }: { number: string; queryCode: string },
): Promise<Complaint> {
  const complaint = await findCaseByNumber(tx, number.toUpperCase());
  const known = queryCodes.matches(complaint?.id ?? null, queryCode);
  if (complaint === undefined || !known) throw notFound('status-not-found', '没有查到', '请核对编号和查询码。');
  return complaint;
}

async function findCaseByNumber(tx: EntityManager, number: string): Promise<Complaint | undefined> {
  const [row] = await tx.query<ComplaintRow[]>(
    `select ${COMPLAINT_COLUMNS} from casebook.complaint c where c.number = $1`,
    [number],
  );
  return row && toComplaint(row);
}
