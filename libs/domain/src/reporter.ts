import { nameKey } from './text-fold.js';

/** As whom the one named on the slip reports, and who else stands behind it. */
export type Reporter =
  | { kind: 'person' }
  /** The name is the company's. */
  | { kind: 'company'; contactPerson: string | null; creditCode: string | null }
  /** 联名: the name is that of the one who is the contact. */
  | { kind: 'group'; others: string[] }
  /** 代办: the name is that of the one whose matter it is; the contact is the representative's. */
  | { kind: 'representative'; representative: string; relation: string };

/** Who stands on a slip: nobody (`name` null) when the report is anonymous. */
export interface Reporting {
  name: string | null;
  reporter: Reporter;
}

/** Every name on the slip; the representative's is one of them. */
export function reporterNames({ name, reporter }: Reporting): string[] {
  return [name, ...othersOf(reporter)].filter((one) => one !== null);
}

/** By which two slips name one reporter. A representative speaks for many, and is not the reporter. */
export function reporterKeys(slip: Reporting): string[] {
  const { reporter } = slip;
  const names = reporterNames(reporter.kind === 'representative' ? { ...slip, reporter: { kind: 'person' } } : slip);
  return [...new Set(names.map(nameKey))];
}

/** 反映人 as lists and papers show it; null when the report is anonymous. */
export function reporterLabel({ name, reporter }: Reporting): string | null {
  if (name === null) return null;
  switch (reporter.kind) {
    case 'person':
      return name;
    case 'company':
      return reporter.contactPerson === null ? name : `${name}（联系人：${reporter.contactPerson}）`;
    case 'group':
      return `${name}等${reporter.others.length + 1}人`;
    case 'representative':
      return `${name}（代办人：${reporter.representative}，${reporter.relation}）`;
  }
}

function othersOf(reporter: Reporter): (string | null)[] {
  switch (reporter.kind) {
    case 'person':
      return [];
    case 'company':
      return [reporter.contactPerson];
    case 'group':
      return reporter.others;
    case 'representative':
      return [reporter.representative];
  }
}
