import type { ActRecord, Particulars, SeenSlip } from '@bancheng/casebook';
import { FORMER_AMENDABLE_FIELDS, type AmendableField } from '@bancheng/contracts';
import type { Amendment } from '@bancheng/contracts/http/complaints';

/** What an act corrected. Before: the act's own revision. After: the next correction's revision, or the present slip. */
export function amendmentsOf({ seq, kind, detail }: ActRecord, { revisions, ...current }: Particulars): Amendment[] {
  const at = revisions.findIndex((revision) => revision.seq === seq);
  const before = revisions[at];
  if (kind !== 'amended' || before === undefined) return [];
  const after: SeenSlip = revisions[at + 1] ?? current;
  return (detail['fields'] as RecordedField[])
    .map(presentName)
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

type RecordedField = AmendableField | keyof typeof FORMER_AMENDABLE_FIELDS;

function presentName(field: RecordedField): AmendableField {
  return field in FORMER_AMENDABLE_FIELDS
    ? FORMER_AMENDABLE_FIELDS[field as keyof typeof FORMER_AMENDABLE_FIELDS]
    : (field as AmendableField);
}
