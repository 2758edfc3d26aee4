import type { FileClass } from '../file-classes.js';
import type { CaseStatus } from '../statuses.js';

/** Where an act may stand in a case's life. */
export interface Transition {
  /** Statuses in which the act is allowed; empty only for the act that opens a case. */
  readonly from: readonly CaseStatus[];
  /** Statuses it may lead to; `unchanged` leaves the case where it is. */
  readonly to: readonly CaseStatus[] | 'unchanged';
}

/** All that is known of a kind of act beside its detail (its event's schema, in `contracts`). */
export interface ActDescription extends Transition {
  /** What people call it. */
  readonly label: string;
  /** In which classes of the file (三(六) 立卷归档) its papers are kept. */
  readonly papers: readonly FileClass[];
  /** The kinds of text that may be said with it; they are kept in the casebook, never in events. */
  readonly texts: readonly string[];
  /** Which of a case's departments see it: all of them, or those that its detail names. */
  readonly departments: 'all' | 'concerned';
  /** Whether who did it has handled the case, and so may not follow it up (三(五) 回访). */
  readonly handles: boolean;
  /**
   * When the engine must hear of it: at once, or together with the next act that it must hear of at once. The latter is
   * for acts that change nothing for the engine now, such as moving a deadline later. An act that makes the next step the
   * engine's is always told at once.
   */
  readonly engine: 'at-once' | 'later';
  /** Whether the citizen, a department or the leader may have to be told of it: then `notices` says whom, and of what. */
  readonly tells: boolean;
}

/** Statuses in which the case is being handled. */
export const HANDLING = [
  'accepted',
  'meeting-convened',
  'meeting-held',
  'dispatched',
] as const satisfies readonly CaseStatus[];
/** Statuses in which the matter may still end early: being handled, or at an agency. */
export const UNDER_WAY = [...HANDLING, 'transferred'] as const satisfies readonly CaseStatus[];
/** Statuses in which a clock may run: being handled, at an agency, or replied while a commitment is still open. */
export const CLOCKED = [...UNDER_WAY, 'replied'] as const satisfies readonly CaseStatus[];
/** Every status before the case is closed. */
export const OPEN = [
  'registered',
  'merged',
  'declined',
  'answered',
  ...UNDER_WAY,
  'replied',
  'follow-up',
  'followed-up',
  'dissatisfied',
  'withdrawn',
  'terminated',
] as const satisfies readonly CaseStatus[];
