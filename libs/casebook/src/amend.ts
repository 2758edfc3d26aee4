import { AMENDABLE_FIELDS, type AmendableField } from '@bancheng/contracts';
import { searchTokens, type MatterKind } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

/** What of a 受理单 may be corrected, as it stands. */
export interface AmendableRegistrationSlip {
  name: string | null;
  phone: string | null;
  /** 情况记录 */
  record: string;
  /** 诉求 */
  claim: string;
  /** 意见建议 */
  suggestions: string | null;
  matterKind: MatterKind;
  accusedDepartment: string | null;
  confidential: boolean;
}

type SearchedTexts = Pick<AmendableRegistrationSlip, 'name' | 'phone' | 'record' | 'claim'>;

/** What a case can be found by. */
export function searchTokensOf({ name, phone, record, claim }: SearchedTexts): string[] {
  return searchTokens([name, phone, record, claim].join('\n'));
}

const KEEP_OLD = `
insert into casebook.particulars_revision
  (case_id, seq, name, phone, record, claim, suggestions, matter_kind, accused_department, confidential)
select p.case_id, $2, p.name, p.phone, p.record, p.claim, p.suggestions, c.matter_kind, c.accused_department, c.confidential
from casebook.particulars p join casebook.complaint c on c.id = p.case_id where p.case_id = $1`;

/** A correction as it is written: the slip after it, whole. */
export interface Amendment {
  after: AmendableRegistrationSlip;
}

/** What a change would correct of the slip as it stands; the caller holds the case's lock. `fields` are those that differ. */
export async function amendmentOf(
  tx: EntityManager,
  caseId: string,
  change: Partial<AmendableRegistrationSlip>,
): Promise<Amendment & { fields: AmendableField[] }> {
  const before = await readRegistrationSlip(tx, caseId);
  const after: AmendableRegistrationSlip = { ...before, ...change };
  return { after, fields: AMENDABLE_FIELDS.filter((field) => before[field] !== after[field]) };
}

/**
 * Writes a correction under the case's lock: the old slip is kept as the revision of the act `seq`, the case is found by the
 * new words alone, and who may see the citizen follows the new values at once.
 */
export async function writeAmendment(
  tx: EntityManager,
  { caseId, seq }: { caseId: string; seq: number },
  { after }: Amendment,
): Promise<void> {
  const { name, phone, record, claim, suggestions, matterKind, accusedDepartment, confidential } = after;
  await tx.query(KEEP_OLD, [caseId, seq]);
  await tx.query(
    `update casebook.particulars set name = $2, phone = $3, record = $4, claim = $5, suggestions = $6, search_tokens = $7
     where case_id = $1`,
    [caseId, name, phone, record, claim, suggestions, searchTokensOf(after)],
  );
  await tx.query(
    'update casebook.complaint set matter_kind = $2, accused_department = $3, confidential = $4 where id = $1',
    [caseId, matterKind, accusedDepartment, confidential],
  );
}

async function readRegistrationSlip(tx: EntityManager, caseId: string): Promise<AmendableRegistrationSlip> {
  const [row] = await tx.query<AmendableRegistrationSlip[]>(
    `select p.name, p.phone, p.record, p.claim, p.suggestions, c.matter_kind as "matterKind",
       c.accused_department as "accusedDepartment", c.confidential
     from casebook.particulars p join casebook.complaint c on c.id = p.case_id where p.case_id = $1`,
    [caseId],
  );
  return row!;
}
