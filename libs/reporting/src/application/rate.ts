import type { Rate, RateExclusion } from '@bancheng/contracts/http/rates';

/** The share of `numerator` in what is left of `all` without the exclusions, to four digits. */
export function rateOf(numerator: number, all: number, excluded: Partial<Record<RateExclusion, number>>): Rate {
  const exclusions = Object.entries(excluded).map(([reason, count]) => ({ reason: reason as RateExclusion, count }));
  const denominator = exclusions.reduce((left, { count }) => left - count, all);
  const ratio = denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 10_000;
  return { numerator, denominator, ratio, exclusions };
}
