import { FOLD_VERSION, foldText, reporterKeys, reporterNames, searchTokens, type Reporting } from '@bancheng/domain';

/** Of a slip, what it can be found by. */
export interface SearchedTexts extends Reporting {
  phone: string | null;
  phoneGiven: string | null;
  otherContact: string | null;
  record: string;
  claim: string;
}

/** The folded forms of a slip, stored beside what people wrote, so that no reader depends on the database's own rules. */
export interface Findable {
  searchTokens: string[];
  /** Names, phone and how it was given, other contact, record and claim, a line each. */
  folded: string;
  nameKeys: string[];
  foldVersion: number;
}

export function findableBy({ phone, phoneGiven, otherContact, record, claim, ...reporting }: SearchedTexts): Findable {
  const texts = [...reporterNames(reporting), phone, phoneGiven, otherContact, record, claim].filter(
    (text) => text !== null,
  );
  return {
    searchTokens: searchTokens(texts.join('\n')),
    folded: texts.map(foldText).join('\n'),
    nameKeys: reporterKeys(reporting),
    foldVersion: FOLD_VERSION,
  };
}

/** Sends one statement; answers its rows. */
type Send = (sql: string, parameters: unknown[]) => Promise<unknown>;

/** Slips a statement: nobody waits behind a short one. */
const SLIPS_A_SLICE = 500;

/**
 * Folds anew what an older fold, or a build that knew none, has written; slice by slice, each a transaction of its own
 * unless the caller has one. Safe beside everything else: a slip that is corrected meanwhile is left to its correction.
 */
export async function foldAnew(send: Send): Promise<void> {
  for (let slips = SLIPS_A_SLICE; slips === SLIPS_A_SLICE;) {
    const rows = (await send(
      `select case_id, name, reporter, phone, phone_given as "phoneGiven", other_contact as "otherContact", record, claim from casebook.particulars where fold_version < $1
       order by case_id limit ${SLIPS_A_SLICE}`,
      [FOLD_VERSION],
    )) as (SearchedTexts & { case_id: string })[];
    const folded = rows.map(({ case_id: caseId, ...texts }) => ({ caseId, ...texts, ...findableBy(texts) }));
    await send(FOLD_SLICE, [JSON.stringify(folded)]);
    slips = rows.length;
  }
}

const FOLD_SLICE = `
update casebook.particulars p set search_tokens = array(select jsonb_array_elements_text(j->'searchTokens')),
  folded = j->>'folded', name_keys = array(select jsonb_array_elements_text(j->'nameKeys')),
  fold_version = (j->>'foldVersion')::int
from jsonb_array_elements($1::jsonb) j
where p.case_id = (j->>'caseId')::uuid and p.fold_version < (j->>'foldVersion')::int
  and (p.name, p.reporter, p.phone, p.phone_given, p.other_contact, p.record, p.claim) is not distinct from
    (j->>'name', j->'reporter', j->>'phone', j->>'phoneGiven', j->>'otherContact', j->>'record', j->>'claim')`;
