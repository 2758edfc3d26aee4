import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** How the citizen of a case can be told something. */
export interface CitizenContact {
  anonymous: boolean;
  phone: string | null;
}

/**
 * The phone of a case's citizen, for the one purpose of telling them of their own matter. Whoever asks hands it on at
 * once and keeps it nowhere: not in a table, a log, an event or a workflow.
 */
@Injectable()
export class CitizenContacts {
  /** Cases that do not exist are left out. */
  async of(tx: EntityManager, caseIds: readonly string[]): Promise<Map<string, CitizenContact>> {
    if (caseIds.length === 0) return new Map();
    const rows = await tx.query<(CitizenContact & { id: string })[]>(
      `select c.id, c.anonymous, p.phone from casebook.complaint c join casebook.particulars p on p.case_id = c.id
       where c.id = any($1)`,
      [caseIds],
    );
    return new Map(rows.map(({ id, anonymous, phone }) => [id, { anonymous, phone }]));
  }

  /** The cases merged under this one whose citizen has another phone: what is told of the first one does not reach them. */
  async mergedElsewhere(tx: EntityManager, caseId: string): Promise<{ caseId: string; number: string }[]> {
    return tx.query<{ caseId: string; number: string }[]>(
      `select c.id as "caseId", c.number from casebook.complaint c join casebook.particulars p on p.case_id = c.id
       join casebook.particulars f on f.case_id = $1
       where c.merged_into = $1 and p.phone is distinct from f.phone order by c.id`,
      [caseId],
    );
  }
}

/** Whether a case's citizen left any way to be reached. */
export async function hasContact(tx: EntityManager, caseId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select from casebook.particulars where case_id = $1 and (phone is not null or other_contact is not null)',
    [caseId],
  );
  return rows.length > 0;
}
