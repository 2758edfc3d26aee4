import type { Complaint } from '@bancheng/casebook';
import type { PublicStatusBody } from '@bancheng/contracts/http/intake';
import { notFound } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { findCaseByNumber } from '../infrastructure/cases.js';
import type { QueryCodes } from './query-codes.js';

/**
 * The case of a citizen who has its number and query code.
 * @throws Problem 404 `status-not-found`, the same for a number that does not exist and for a wrong code
 */
export async function publicCase(
  tx: EntityManager,
  queryCodes: QueryCodes,
  { number, queryCode }: PublicStatusBody,
): Promise<Complaint> {
  const complaint = await findCaseByNumber(tx, number.toUpperCase());
  const known = queryCodes.matches(complaint?.id ?? null, queryCode);
  if (complaint === undefined || !known) throw notFound('status-not-found', '没有查到', '请核对编号和查询码。');
  return complaint;
}
