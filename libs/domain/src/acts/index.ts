import type { ActDescription } from './act-description.js';
import { ARCHIVE_ACTS } from './archive.acts.js';
import { FOLLOW_UP_ACTS } from './follow-up.acts.js';
import { HANDLING_ACTS } from './handling.acts.js';
import { RECEPTION_ACTS } from './reception.acts.js';
import { REPLY_ACTS } from './reply.acts.js';
import { SUPERVISION_ACTS } from './supervision.acts.js';
import { TERMINATION_ACTS } from './termination.acts.js';
import { ENGINE_STEPS } from '../engine-steps.js';
import type { CaseStatus } from '../statuses.js';

export type { ActDescription, Transition } from './act-description.js';

/**
 * The one description of every kind of act (section 三 of the source); rules, papers, readers and the engine all use it.
 */
export const ACTS = {
  ...RECEPTION_ACTS,
  ...HANDLING_ACTS,
  ...REPLY_ACTS,
  ...TERMINATION_ACTS,
  ...SUPERVISION_ACTS,
  ...FOLLOW_UP_ACTS,
  ...ARCHIVE_ACTS,
} as const satisfies Record<string, ActDescription>;

/** Every kind of act a case can carry; one Kafka event type each. */
export type ActKind = keyof typeof ACTS;
export const ACT_KINDS = Object.keys(ACTS) as ActKind[];

/** The kinds of text that may be said with an act of this kind. */
export type TextKind<K extends ActKind = ActKind> = (typeof ACTS)[K]['texts'][number];

/** The kinds that somebody may have to be told of. */
export type TellingKind = { [K in ActKind]: (typeof ACTS)[K]['tells'] extends true ? K : never }[ActKind];

/** One value of each kind's description, for look-ups by kind. */
export function ofActs<T>(value: (description: ActDescription, kind: ActKind) => T): Readonly<Record<ActKind, T>> {
  return Object.fromEntries(ACT_KINDS.map((kind) => [kind, value(ACTS[kind], kind)])) as Record<ActKind, T>;
}

/** The kinds whose description answers yes. */
export function actsThat(are: (description: ActDescription) => boolean): ActKind[] {
  return ACT_KINDS.filter((kind) => are(ACTS[kind]));
}

/**
 * Whether the engine must be told at once of an act that led from one status to another: yes when the new status makes
 * the next step the engine's; otherwise as the kind's description says (`ActDescription.engine`).
 */
export function tellsEngineAtOnce(kind: ActKind, before: CaseStatus | null, after: CaseStatus): boolean {
  return (before !== after && after in ENGINE_STEPS) || ACTS[kind].engine === 'at-once';
}
