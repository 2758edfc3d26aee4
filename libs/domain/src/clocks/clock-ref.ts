import type { CaseClock, ClockKind } from './case-clock.js';

/**
 * Names one clock of a case. Records, events and histories carry it as `clockId`; only this file writes and reads that
 * text.
 */
export interface ClockRef<K extends ClockKind = ClockKind> {
  readonly kind: K;
  readonly clockId: string;
}

/** 受理 within one working day. */
export const ACCEPTANCE_CLOCK: ClockRef<'acceptance'> = { kind: 'acceptance', clockId: 'acceptance' };

/** The case's own clock of a round of handling: 1 from its acceptance on, one more with each rework or reopening. */
export function caseClockRef(round: number): ClockRef<'case'> {
  return ofRound('case', round);
}

/** By when a round of 回访 is taken up by an officer. */
export function claimClock(round: number): ClockRef<'claim'> {
  return ofRound('claim', round);
}

/** By when a round of 回访 is ended. */
export function followUpClock(round: number): ClockRef<'follow-up'> {
  return ofRound('follow-up', round);
}

/** By when a leader rules on the 不满意 that ended the round. */
export function rulingClock(round: number): ClockRef<'ruling'> {
  return ofRound('ruling', round);
}

/** A slip's own 办理要求. */
export function dispatchClock(dispatchId: string): ClockRef<'dispatch'> {
  return ofPart('dispatch', dispatchId);
}

/** The reminder to sign for a slip. */
export function signClock(dispatchId: string): ClockRef<'sign'> {
  return ofPart('sign', dispatchId);
}

/** How long a slip may wait for the citizen's papers. */
export function suspensionClock(dispatchId: string): ClockRef<'suspension'> {
  return ofPart('suspension', dispatchId);
}

/** The next progress report on a slip, or of the office (`OFFICE`) on a case that it leads; `turn` counts them from 1. */
export function progressClock(partId: string, turn: number): ClockRef<'progress'> {
  return { kind: 'progress', clockId: `progress:${partId}:${turn}` };
}

/** A meeting's commitment (议定事项). */
export function commitmentClock(commitmentId: string): ClockRef<'commitment'> {
  return ofPart('commitment', commitmentId);
}

/** An agency's answer to a transfer (帮办代办). */
export function transferClock(transferId: string): ClockRef<'transfer'> {
  return ofPart('transfer', transferId);
}

/** The id of the slip, commitment or transfer, or `OFFICE`, that the clock belongs to; null for the case's own. */
export function partOf({ kind, clockId }: Pick<CaseClock, 'kind' | 'clockId'>): string | null {
  return OF_THE_CASE.includes(kind) ? null : clockId.split(':')[1]!;
}

const OF_THE_CASE: readonly ClockKind[] = ['acceptance', 'case', 'claim', 'follow-up', 'ruling'];

/** A case's clock by its reference, or by an alarm of it; undefined where the case has none. */
export function clockOf(
  { clocks }: { readonly clocks: readonly CaseClock[] },
  { clockId }: Pick<ClockRef, 'clockId'>,
): CaseClock | undefined {
  return clocks.find((clock) => clock.clockId === clockId);
}

/** The case clock of the present round; undefined before acceptance. */
export function currentCaseClock({ clocks }: { readonly clocks: readonly CaseClock[] }): CaseClock | undefined {
  return clocks.findLast(({ kind }) => kind === 'case');
}

/** The clocks of a part's progress reports, earliest first; at most the last one is open. */
export function progressClocksOf({ clocks }: { readonly clocks: readonly CaseClock[] }, partId: string): CaseClock[] {
  return clocks.filter((clock) => clock.kind === 'progress' && partOf(clock) === partId);
}

/** A clock that each round of handling has once; the first round's is named by its bare kind. */
function ofRound<K extends ClockKind>(kind: K, round: number): ClockRef<K> {
  return { kind, clockId: round === 1 ? kind : `${kind}:${round}` };
}

function ofPart<K extends ClockKind>(kind: K, id: string): ClockRef<K> {
  return { kind, clockId: `${kind}:${id}` };
}
