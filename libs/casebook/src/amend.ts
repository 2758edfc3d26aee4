import { AMENDABLE_FIELDS, type AmendableField } from '@bancheng/contracts';
import { isDeepStrictEqual } from 'node:util';
import type { AccusedParty, AccusedUnit, MatterKind, Reporter } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { accusedOf, personsOf, unitsOf } from './accused.js';
import { findableBy } from './findable.js';

/** What of a 受理单 may be corrected, as it stands. */
export interface AmendableRegistrationSlip {
  name: string | null;
  reporter: Reporter;
  phone: string | null;
  phoneGiven: string | null;
  otherContact: string | null;
  /** 情况记录 */
  record: string;
  /** 诉求 */
  claim: string;
  /** 意见建议 */
  suggestions: string | null;
  /** A code of the hall's `service-items`; or, where that has it not, its name in words. */
  serviceItem: string | null;
  serviceItemName: string | null;
  /** 办件号 */
  applicationNumber: string | null;
  matterKinds: MatterKind[];
  accused: AccusedParty[];
  confidential: boolean;
}

/** SQL: which service the slip `p` is about. */
export const MATTER_COLUMNS = `p.service_item as "serviceItem", p.service_item_name as "serviceItemName",
  p.application_number as "applicationNumber"`;

const KEEP_OLD = `
insert into casebook.particulars_revision
  (case_id, seq, name, reporter, phone, phone_given, other_contact, record, claim, suggestions, service_item, service_item_name, application_number,
   matter_kinds, accused, accused_persons, confidential)
select p.case_id, $2, p.name, p.reporter, p.phone, p.phone_given, p.other_contact, p.record, p.claim, p.suggestions, p.service_item, p.service_item_name,
  p.application_number, c.matter_kinds, c.accused, p.accused_persons, c.confidential
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
  return { after, fields: AMENDABLE_FIELDS.filter((field) => !isDeepStrictEqual(before[field], after[field])) };
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
  const { name, reporter, phone, phoneGiven, otherContact, record, claim, suggestions } = after;
  const { matterKinds, accused, confidential } = after;
  await tx.query(KEEP_OLD, [caseId, seq]);
  const { searchTokens, folded, nameKeys, foldVersion } = findableBy(after);
  await tx.query(
    `update casebook.particulars set name = $2, phone = $3, record = $4, claim = $5, suggestions = $6, search_tokens = $7,
       accused_persons = $8::jsonb, folded = $9, name_keys = $10, fold_version = $11, reporter = $12::jsonb, other_contact = $13,
       phone_given = $14, service_item = $15, service_item_name = $16, application_number = $17
     where case_id = $1`,
    [
      ...[caseId, name, phone, record, claim, suggestions, searchTokens, JSON.stringify(personsOf(accused))],
      ...[folded, nameKeys, foldVersion, JSON.stringify(reporter), otherContact, phoneGiven],
      ...[after.serviceItem, after.serviceItemName, after.applicationNumber],
    ],
  );
  await tx.query(
    `update casebook.complaint set matter_kinds = $2, accused = $3::jsonb, confidential = $4, anonymous = $5 where id = $1`,
    [caseId, matterKinds, JSON.stringify(unitsOf(accused)), confidential, name === null],
  );
}

/** The slip as the tables keep it: names apart. */
export interface KeptSlip extends Omit<AmendableRegistrationSlip, 'accused'> {
  accused: AccusedUnit[];
  accusedPersons: (string | null)[];
}

async function readRegistrationSlip(tx: EntityManager, caseId: string): Promise<AmendableRegistrationSlip> {
  const [row] = await tx.query<KeptSlip[]>(
    `select p.name, p.reporter, p.phone, p.phone_given as "phoneGiven", p.other_contact as "otherContact",
       p.record, p.claim, p.suggestions, ${MATTER_COLUMNS},
       c.matter_kinds as "matterKinds", c.accused, p.accused_persons as "accusedPersons", c.confidential
     from casebook.particulars p join casebook.complaint c on c.id = p.case_id where p.case_id = $1`,
    [caseId],
  );
  const { accused, accusedPersons, ...slip } = row!;
  return { ...slip, accused: accusedOf(accused, accusedPersons) };
}
