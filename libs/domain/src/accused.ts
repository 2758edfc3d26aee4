import type { MatterKind } from './statuses.js';

/** Whom a matter is about: a department; the hall itself; or, by the subject of their account, one of the hall's people. */
export interface AccusedUnit {
  /** Null for the hall and its people. */
  department: string | null;
  subject: string | null;
}

/** The same with the name of the person, where the citizen gave one: it stays in the casebook. */
export interface AccusedParty extends AccusedUnit {
  person: string | null;
}

/** Whether it is the hall itself, also where only the name of one of its people is known: nobody of it is outside the matter. */
function isHall({ department, subject }: AccusedUnit): boolean {
  return department === null && subject === null;
}

/** Whether the hall itself is said to have behaved badly: then a leader says who handles the case and who follows it up. */
export function accusesHall({
  matterKinds,
  accused,
}: {
  matterKinds: readonly MatterKind[];
  accused: readonly AccusedUnit[];
}) {
  return matterKinds.includes('conduct') && accused.some(isHall);
}

/** Whether this person of the hall is accused by name of account: they may not handle, follow up or know the citizen. */
export function accusesPerson({ accused }: { accused: readonly AccusedUnit[] }, subject: string): boolean {
  return accused.some((one) => one.subject === subject);
}
