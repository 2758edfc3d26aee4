import { ACTS, type ActKind, type Transition } from './acts/index.js';
import type { CaseStatus } from './statuses.js';

/** Which act may follow which status: the `from` and `to` of every act's description. The row's status decides. */

/** Whether `kind` may be recorded now. `status` is null before the case exists. */
export function mayRecord(kind: ActKind, status: CaseStatus | null): boolean {
  const { from }: Transition = ACTS[kind];
  return status === null ? from.length === 0 : from.includes(status);
}

/**
 * The status after the act. `wanted` picks one where the table offers several.
 * @throws Error when the table does not offer `wanted` (a programming error, never user input).
 */
export function statusAfter(kind: ActKind, status: CaseStatus | null, wanted?: CaseStatus): CaseStatus {
  const { to }: Transition = ACTS[kind];
  if (to === 'unchanged') {
    if (status === null || (wanted !== undefined && wanted !== status))
      throw new Error(`${kind} cannot change the status`);
    return status;
  }
  const next = wanted ?? (to.length === 1 ? to[0] : undefined);
  if (next === undefined || !to.includes(next)) throw new Error(`${kind} does not lead to ${String(wanted)}`);
  return next;
}

/** A finished case: the engine does nothing more with it, and starts no workflow of it again unless it is reopened. */
export function isTerminal(status: CaseStatus): boolean {
  return status === 'archived';
}

/**
 * Faults of a status table: a status that cannot be reached from registration, or from which no final one can be reached.
 * Checked at boot and in the tests.
 */
export function statusTableFaults(
  table: Readonly<Record<string, Transition>>,
  statuses: readonly CaseStatus[],
): string[] {
  const moves = Object.values(table).flatMap(({ from, to }) =>
    to === 'unchanged' ? [] : to.flatMap((after) => from.map((before) => [before, after] as const)),
  );
  const first = Object.values(table).flatMap(({ from, to }) => (from.length === 0 && to !== 'unchanged' ? to : []));
  const entered = closure(first, moves);
  const left = closure(
    statuses.filter(isTerminal),
    moves.map(([before, after]) => [after, before] as const),
  );
  return statuses.flatMap((status) => [
    ...(entered.has(status) ? [] : [`unreachable: ${status}`]),
    ...(left.has(status) ? [] : [`dead end: ${status}`]),
  ]);
}

/** `start` and all that the moves lead to from there. */
function closure(start: readonly CaseStatus[], moves: readonly (readonly [CaseStatus, CaseStatus])[]): Set<CaseStatus> {
  const reached = new Set(start);
  for (let size = -1; size !== reached.size;) {
    size = reached.size;
    for (const [from, to] of moves) if (reached.has(from)) reached.add(to);
  }
  return reached;
}
