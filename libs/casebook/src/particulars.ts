import { reporterKeys, type AccusedParty, type CaseStatus, type Reporter, type Reporting } from '@bancheng/domain';
import type { Actor, Read } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { accusedOf } from './accused.js';
import type { ActText } from './act.js';
import { MATTER_COLUMNS, type AmendableRegistrationSlip, type KeptSlip } from './amend.js';
import { asReader, identityWithheld, seesWholeCase } from './blindness.sql.js';
import { partEndedBy } from './case-part.sql.js';
import { complaintNotFound } from './casebook.js';
import { withoutIdentity, type Identity } from './redaction.js';

/** A slip as a reader may see it. */
export interface SeenSlip extends Omit<AmendableRegistrationSlip, 'reporter'> {
  /** Null where it is withheld. */
  reporter: Reporter | null;
}

/** What people said of a case. `withheld`: the reader may not know who the citizen is. */
export interface Particulars extends SeenSlip {
  caseId: string;
  /** The last act that the reader's department may see, where its part in the case has ended: all else is as that act left it. */
  seenUntil: number | null;
  texts: SharedText[];
  /** What stood there before each correction, earliest first. */
  revisions: Revision[];
  withheld: boolean;
  /** Takes the citizen out of a text that a service keeps itself, where this reader may not know who that is. */
  redact: (text: string) => string;
}

/** What was said with an act: an explanation, an answer, an instruction on a slip, a reply. */
export interface SharedText extends ActText {
  seq: number;
}

/** Which texts are said to the citizen: 当场答复, 不予受理的解释, 反馈 with the reasons of one that did not solve it. */
export const ANSWER_KINDS = [
  'answer',
  'decline-explanation',
  'reply',
  'reply-reason',
] as const satisfies readonly SharedText['kind'][];
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** A slip as it stood before the act `seq` corrected it. */
export interface Revision extends SeenSlip {
  seq: number;
}

const DEPARTMENT_ROLES = ['department', 'department-system'] as const;

interface ParticularsRow extends KeptSlip {
  case_id: string;
  seen_until: number | null;
  texts: SharedText[];
  revisions: RevisionRow[];
  departments: string[];
  withheld: boolean;
}

/** A slip before a correction, as it is kept. */
interface RevisionRow extends KeptSlip {
  seq: number;
}

/** The only reader and writer of names, phones and texts. */
@Injectable()
export class ParticularsReader {
  /**
   * One case's particulars as `actor` may see them.
   * @throws Problem 404 for another jurisdiction's case, or one the actor's department has no part in.
   */
  async readParticulars(tx: EntityManager, caseId: string, actor: Actor): Promise<Particulars> {
    const found = await this.readMany(tx, [caseId], actor);
    const particulars = found.get(caseId);
    if (particulars === undefined) throw complaintNotFound();
    return particulars;
  }

  /** One case's particulars as a department would see them that was sent it now. @throws Problem 404 `complaint-not-found` */
  async readAsSentTo(
    tx: EntityManager,
    caseId: string,
    jurisdiction: string,
    department: string,
  ): Promise<Particulars> {
    const reader = departmentAsReader(jurisdiction, department);
    const [row] = await this.rowsFor(tx, [caseId], jurisdiction, asReader(reader, true));
    if (row === undefined) throw complaintNotFound();
    return seenBy(row, reader);
  }

  /** One case's particulars as a department sees them that has a part in it. @throws Problem 404 `complaint-not-found` */
  readAsDepartment(tx: EntityManager, caseId: string, jurisdiction: string, department: string): Promise<Particulars> {
    return this.readParticulars(tx, caseId, departmentAsReader(jurisdiction, department));
  }

  /** The same for a page of cases; those the actor may not read are left out. */
  async readMany(tx: EntityManager, caseIds: readonly string[], actor: Actor): Promise<Map<string, Particulars>> {
    const rows = await this.rowsFor(tx, caseIds, actor.jurisdiction, asReader(actor));
    const readable = rows.filter((row) => mayRead(row, actor));
    return new Map(readable.map((row) => [row.case_id, seenBy(row, actor)]));
  }

  private rowsFor(
    tx: EntityManager,
    caseIds: readonly string[],
    jurisdiction: string,
    reader: string,
  ): Promise<ParticularsRow[]> {
    return tx.query<ParticularsRow[]>(
      `select p.case_id, p.name, p.reporter, p.phone, p.phone_given as "phoneGiven", p.other_contact as "otherContact",
         p.record, p.claim, p.suggestions, ${MATTER_COLUMNS},
         c.departments, c.matter_kinds as "matterKinds", c.accused,
         p.accused_persons as "accusedPersons", c.confidential, part.seen_until, ${identityWithheld('$3::jsonb', 'part.seen_until')} as withheld,
         coalesce((select jsonb_agg(jsonb_build_object('seq', t.seq, 'kind', t.kind, 'ref', t.ref, 'body', t.body) order by t.seq)
           from casebook.shared_text t where t.case_id = p.case_id and (part.seen_until is null or t.seq <= part.seen_until or exists (
             select from casebook.act own where own.case_id = t.case_id and own.seq = t.seq
               and own.detail->'department' = $3::jsonb->'department'))), '[]') as texts,
         coalesce((select jsonb_agg(jsonb_build_object('seq', r.seq, 'name', r.name, 'reporter', r.reporter, 'phone', r.phone,
             'phoneGiven', r.phone_given, 'otherContact', r.other_contact, 'record', r.record,
             'claim', r.claim, 'suggestions', r.suggestions, 'serviceItem', r.service_item,
             'serviceItemName', r.service_item_name, 'applicationNumber', r.application_number, 'matterKinds', r.matter_kinds,
             'accused', r.accused, 'accusedPersons', r.accused_persons, 'confidential', r.confidential) order by r.seq)
           from casebook.particulars_revision r where r.case_id = p.case_id), '[]') as revisions
       from casebook.particulars p join casebook.complaint c on c.id = p.case_id
         cross join lateral (select ${partEndedBy('$3::jsonb')} as seen_until) part
       where p.case_id = any($1) and c.jurisdiction = $2`,
      [caseIds, jurisdiction, reader],
    );
  }

  /**
   * Cases of the actor's jurisdiction with this phone or this name, the open ones before those that are over, the latest first, at
   * most a hundred of each, as far as the actor may know who their citizens are; merged cases are left out. Null is not searched for. One short look at an index, because a clerk
   * waits for it at every registration.
   */
  async readOfPerson(
    read: Read,
    { phone, ...reporting }: Reporting & Pick<Particulars, 'phone'>,
    actor: Actor,
  ): Promise<SamePerson[]> {
    const rows = await read<SamePersonRow>(
      'particulars-of-person',
      `select p.case_id, p.name, p.reporter, p.phone, p.record, p.claim, c.number, c.status, c.registered_at, c.departments
       from casebook.particulars p join casebook.complaint c on c.id = p.case_id
       where p.case_id in (${casesBy('o.phone = $2')} union ${casesBy('o.name_keys && $3::text[]')})
         and not ${identityWithheld('$4::jsonb')}`,
      [actor.jurisdiction, phone, reporterKeys(reporting), asReader(actor)],
    );
    return rows
      .filter((row) => mayRead(row, actor))
      .map(({ case_id: caseId, number, status, registered_at: at, ...told }) => ({
        ...{ caseId, number, status, registeredAt: at.toISOString() },
        ...{ name: told.name, reporter: told.reporter, phone: told.phone, record: told.record, claim: told.claim },
      }));
  }

  /**
   * Whether both cases name the same citizen with the same telephone. An anonymous one names nobody, and neither does one whose
   * citizen is hidden from somebody: confidential, or about conduct.
   */
  async nameOnePerson(tx: EntityManager, caseId: string, other: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `select from casebook.particulars a join casebook.particulars b on a.phone = b.phone and a.name_keys && b.name_keys
       where a.case_id = $1 and b.case_id = $2 and not exists (
         select from casebook.complaint c where c.id in ($1, $2) and (c.confidential or 'conduct' = any(c.matter_kinds)))`,
      [caseId, other],
    );
    return rows.length > 0;
  }

  /**
   * How a text about these cases (a meeting's minutes, say) must be shown to `actor`, who need not have a part in them:
   * without the citizens who are hidden from them.
   */
  async redactorFor(tx: EntityManager, caseIds: readonly string[], actor: Actor): Promise<(text: string) => string> {
    const rows = await tx.query<(Identity & { revisions: Identity[] })[]>(
      `select p.name, p.reporter, p.phone, p.phone_given as "phoneGiven", p.other_contact as "otherContact",
         coalesce((select jsonb_agg(jsonb_build_object('name', r.name, 'reporter', r.reporter, 'phone', r.phone,
             'phoneGiven', r.phone_given, 'otherContact', r.other_contact))
           from casebook.particulars_revision r where r.case_id = p.case_id), '[]') as revisions
       from casebook.particulars p join casebook.complaint c on c.id = p.case_id
       where p.case_id = any($1) and ${identityWithheld('$2::jsonb')}`,
      [caseIds, asReader(actor)],
    );
    const hidden = rows.flatMap((row) => [row, ...row.revisions]);
    return (text) => withoutIdentity(text, hidden);
  }
}

function departmentAsReader(jurisdiction: string, department: string): Actor {
  return { subject: '', name: null, roles: ['department'], jurisdiction, department };
}

/** A case of a person, as the search for duplicates needs it. */
export interface SamePerson extends Reporting, Pick<Particulars, 'caseId' | 'phone' | 'record' | 'claim'> {
  number: string;
  status: CaseStatus;
  registeredAt: string;
}

type SamePersonRow = Pick<
  ParticularsRow,
  'case_id' | 'name' | 'reporter' | 'phone' | 'record' | 'claim' | 'departments'
> & {
  number: string;
  status: CaseStatus;
  registered_at: Date;
};

/** Ids are in the order of registration (UUID version 7). */
function casesBy(samePerson: string): string {
  return `(select o.case_id from casebook.particulars o join casebook.complaint k on k.id = o.case_id
    where ${samePerson} and k.jurisdiction = $1 and k.merged_into is null
    order by k.status in ('closed', 'archived'), o.case_id desc limit 100)`;
}

function mayRead(row: Pick<ParticularsRow, 'departments'>, actor: Actor): boolean {
  if (seesWholeCase(actor)) return true;
  const forDepartment = DEPARTMENT_ROLES.some((role) => actor.roles.includes(role));
  return forDepartment && actor.department !== null && row.departments.includes(actor.department);
}

function seenBy(row: ParticularsRow, actor: Actor): Particulars {
  const { withheld, seen_until: seenUntil } = row;
  const redact = withheld ? (text: string) => withoutIdentity(text, [row, ...row.revisions]) : (text: string) => text;
  const wording = withheld && !seesWholeCase(actor) ? wordingOf(row.texts) : {};
  const shown = (slip: KeptSlip) =>
    slipFor(slip, { withheld, redact, wording, persons: !withheld && seesWholeCase(actor) });
  const isLater = ({ seq }: RevisionRow) => seenUntil !== null && seq > seenUntil;
  return {
    caseId: row.case_id,
    seenUntil,
    ...shown(row.revisions.find(isLater) ?? row),
    revisions: row.revisions.filter((one) => !isLater(one)).map((one) => ({ seq: one.seq, ...shown(one) })),
    texts: row.texts.map((text) => ({ ...text, body: redact(text.body) })),
    withheld,
    redact,
  };
}

interface Showing extends Pick<Particulars, 'withheld' | 'redact'> {
  /** What the clerk wrote for departments that may not know the citizen, in place of the citizen's own words. */
  wording: { record?: string; claim?: string };
  /** Whether the people accused are named, or their units alone. */
  persons: boolean;
}

function slipFor(slip: KeptSlip, { withheld, redact, wording, persons }: Showing): SeenSlip {
  const { name, reporter, phone, phoneGiven, otherContact, record, claim, suggestions } = slip;
  const { serviceItem, serviceItemName, matterKinds, accused, accusedPersons, confidential } = slip;
  return {
    name: withheld ? null : name,
    reporter: withheld ? null : reporter,
    phone: withheld ? null : phone,
    phoneGiven: withheld ? null : phoneGiven,
    otherContact: withheld ? null : otherContact,
    record: redact(wording.record ?? record),
    claim: redact(wording.claim ?? claim),
    suggestions: suggestions === null || wording.record !== undefined ? null : redact(suggestions),
    serviceItem,
    serviceItemName: serviceItemName && redact(serviceItemName),
    applicationNumber: withheld ? null : slip.applicationNumber,
    matterKinds,
    accused: accusedOf(accused, accusedPersons).map((one) => (persons ? one : unitAlone(one))),
    confidential,
  };
}

/** The last one: a case may be sent on with other words. */
function wordingOf(texts: readonly SharedText[]): Showing['wording'] {
  const last = (kind: SharedText['kind']) => texts.findLast((text) => text.kind === kind)?.body;
  const [record, claim] = [last('wording-record'), last('wording-claim')];
  return { ...(record !== undefined && { record }), ...(claim !== undefined && { claim }) };
}

function unitAlone({ department }: AccusedParty): AccusedParty {
  return { department, subject: null, person: null };
}

/** The name of the agency the case was last handed over to (帮办代办), which whoever may know of the case may know; null: none. */
export async function readAgencyName(tx: EntityManager, caseId: string): Promise<string | null> {
  const [text] = await tx.query<Pick<SharedText, 'body'>[]>(
    `select body from casebook.shared_text where case_id = $1 and kind = 'transfer-agency' order by seq desc limit 1`,
    [caseId],
  );
  return text?.body ?? null;
}

/** The papers that departments asked the citizen for when they last suspended these slips. */
export async function readMissingPapers(
  tx: EntityManager,
  caseId: string,
  dispatchIds: readonly string[],
): Promise<string[]> {
  if (dispatchIds.length === 0) return [];
  const rows = await tx.query<Pick<SharedText, 'body'>[]>(
    `select distinct on (ref) body from casebook.shared_text
     where case_id = $1 and kind = 'missing-papers' and ref = any($2::uuid[]) order by ref, seq desc`,
    [caseId, dispatchIds],
  );
  return rows.flatMap(({ body }) => body.split('\n'));
}

/** What the citizen of a case was answered, the earliest first; for whoever may know of the case. `at` is UTC. */
export async function readAnswers(
  tx: EntityManager,
  caseId: string,
): Promise<{ kind: AnswerKind; body: string; at: string }[]> {
  const rows = await tx.query<{ kind: AnswerKind; body: string; at: Date }[]>(
    `select t.kind, t.body, a.at from casebook.shared_text t join casebook.act a on a.case_id = t.case_id and a.seq = t.seq
     where t.case_id = $1 and t.kind = any($2) order by t.seq, t.kind`,
    [caseId, ANSWER_KINDS],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
