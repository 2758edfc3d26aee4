import type { CitizenRates, Rate, RateExclusion, ThreeRates } from '@bancheng/contracts/http/rates';
import { isDeepStrictEqual } from 'node:util';
import type { VerdictCount } from '../infrastructure/verdict-counts.js';
import { rateOf } from './rate.js';

/** The citizens' word on one department, or the whole hall, from the counts of its verdicts in a period. */
export function citizenRatesOf(counts: readonly VerdictCount[]): CitizenRates {
  const verdicts = counts.filter(({ excluded }) => excluded === null);
  const [final, standing] = [threeRates(counts, 'final'), threeRates(counts, 'standing')];
  return {
    verdicts: sum(verdicts),
    byCitizen: sum(verdicts.filter(({ by }) => by === 'citizen')),
    first: threeRates(counts, 'first'),
    final,
    corrected: isDeepStrictEqual(final, standing) ? null : standing,
  };
}

function threeRates(counts: readonly VerdictCount[], which: 'first' | 'final' | 'standing'): ThreeRates {
  const looked = counts.filter((count) => count[which] || count.excluded !== null);
  return {
    response: share(looked, 'responded'),
    solved: share(looked, 'solved'),
    satisfaction: share(looked, 'satisfied'),
  };
}

/** Of those who answered a question the share that said yes. */
function share(counts: readonly VerdictCount[], question: 'responded' | 'solved' | 'satisfied'): Rate {
  const exclusions: Partial<Record<RateExclusion, number>> = {};
  for (const { excluded, [question]: answer, count } of counts) {
    const reason = excluded ?? (answer === null ? 'not-said' : null);
    if (reason !== null) exclusions[reason] = (exclusions[reason] ?? 0) + count;
  }
  return rateOf(sum(counts.filter((count) => count[question] === true)), sum(counts), exclusions);
}

function sum(counts: readonly VerdictCount[]): number {
  return counts.reduce((total, { count }) => total + count, 0);
}
