import { foldText } from '@bancheng/domain';
import { CLOCK, notFound, type Clock, type CommandContext } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ActSource } from './act.js';
import { COMPLAINT_COLUMNS, toComplaint, type Complaint, type ComplaintRow } from './complaint.js';
import { QueryCodes, RENEWALS } from './query-codes.js';
import { countWrongCode, forgetWrongCodes, refuseWhileLocked } from './wrong-codes.js';

/** The citizen, who has no account, only a number and a query code. */
export const CITIZEN: ActSource = { subject: 'citizen', role: 'citizen', origin: 'api' };

/** The citizen's command: confined to the case's own jurisdiction, and without an idempotency key. */
export function citizenCommand({ jurisdiction }: Pick<Complaint, 'jurisdiction'>): CommandContext {
  const actor = { subject: CITIZEN.subject, name: null, roles: [], jurisdiction, department: null };
  return { actor, idempotency: null, requestId: '' };
}

/** What a citizen shows, and the network address they ask from. */
export interface PublicAsker {
  number: string;
  queryCode: string;
  address: string;
}

/** The case of a citizen who has its number and query code, of whatever jurisdiction. */
@Injectable()
export class PublicCases {
  constructor(
    private readonly queryCodes: QueryCodes,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws Problem 404 `status-not-found`, the same for a number that does not exist and for a wrong code; 429 `code-locked` after
   *   several of those for this number from this address, for a time that grows with each
   */
  async open(db: EntityManager, { number: given, queryCode, address }: PublicAsker): Promise<Complaint> {
    const number = foldText(given).toUpperCase();
    const tries = { key: this.queryCodes.seal(`${number} ${address}`), now: this.clock.now() };
    const wrong = await refuseWhileLocked(db, tries);
    const row = await findCaseByNumber(db, number);
    const known = this.queryCodes.matches(row ?? null, queryCode);
    if (row === undefined || !known) {
      await countWrongCode(db, tries);
      throw notFound('status-not-found', '没有查到', '请核对编号和查询码。');
    }
    if (wrong > 0) await forgetWrongCodes(db, tries);
    return toComplaint(row);
  }
}

async function findCaseByNumber(
  db: EntityManager,
  number: string,
): Promise<(ComplaintRow & { renewal: number }) | undefined> {
  const [row] = await db.query<(ComplaintRow & { renewal: number })[]>(
    `select ${COMPLAINT_COLUMNS}, ${RENEWALS} as renewal from casebook.complaint c where c.number = $1`,
    [number],
  );
  return row;
}
