import type {
  DepartmentRates,
  DepartmentRatesReport,
  Rate,
  RateExclusion,
  RatesQuery,
} from '@bancheng/contracts/http/reporting';
import { CLOCK, InjectDataSource, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { countRates, type RateCounts } from '../infrastructure/rates.repository.js';

/**
 * 响应率, 解决率, 满意率 and 按时率 of each department over the dispatches sent in a period, as they stand now. A rate counts
 * only what is decided; everything else is listed with its reason.
 */
@Injectable()
export class ReadDepartmentRates {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ jurisdiction }: Actor, period: RatesQuery): Promise<DepartmentRatesReport> {
    const asOf = this.clock.now();
    const counts = await countRates(this.database, jurisdiction, period, asOf);
    return { ...period, asOf, items: counts.map(ratesOf) };
  }
}

function ratesOf(counts: RateCounts): DepartmentRates {
  const { department, dispatches, cases } = counts;
  return {
    department,
    dispatches,
    cases,
    response: rateOf(counts.responded, dispatches, {
      'not-yet-due': counts.not_yet_due,
      withdrawn: counts.unanswered_withdrawn,
    }),
    solved: rateOf(counts.solved, dispatches, {
      'still-open': dispatches - counts.concluded - counts.unconcluded_withdrawn,
      withdrawn: counts.unconcluded_withdrawn,
    }),
    satisfaction: rateOf(counts.satisfied, cases, {
      anonymous: counts.anonymous,
      unreachable: counts.unreachable,
      withdrawn: counts.withdrawn,
      'still-open': cases - counts.graded - counts.anonymous - counts.unreachable - counts.withdrawn,
    }),
    selfRated: counts.self_rated,
    onTime: rateOf(counts.in_time, dispatches, {
      'still-running': counts.running,
      'still-running-overdue': counts.running_overdue,
      withdrawn: counts.stopped_in_time,
    }),
  };
}

/** The share of `numerator` in what is left of `all` without the exclusions, to four digits. */
function rateOf(numerator: number, all: number, excluded: Partial<Record<RateExclusion, number>>): Rate {
  const exclusions = Object.entries(excluded).map(([reason, count]) => ({ reason: reason as RateExclusion, count }));
  const denominator = exclusions.reduce((left, { count }) => left - count, all);
  const ratio = denominator === 0 ? null : Math.round((numerator / denominator) * 10_000) / 10_000;
  return { numerator, denominator, ratio, exclusions };
}
