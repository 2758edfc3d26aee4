import type { CaseClock } from './case-clock.js';

/** What keeps a case from going on to its follow-up and from being closed while it is open (三(四)). */
export const OBLIGATIONS = [
  'dispatch',
  'commitment',
  'transfer',
  'suspension',
] as const satisfies readonly CaseClock['kind'][];
export type Obligation = (typeof OBLIGATIONS)[number];

/** The kinds of obligation still open on these clocks, each once; empty when nothing keeps the case open. */
export function openObligations(clocks: readonly Pick<CaseClock, 'kind' | 'endedAt'>[]): Obligation[] {
  return OBLIGATIONS.filter((kind) => clocks.some((clock) => clock.kind === kind && clock.endedAt === null));
}
