import type { DepartmentRatesReport, OwnRates, RatesQuery } from '@bancheng/contracts/http/rates';
import { CLOCK, InjectDataSource, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { countSlips, type SlipCounts } from '../infrastructure/slip-counts.js';
import { countVerdicts } from '../infrastructure/verdict-counts.js';
import { citizenRatesOf } from './citizen-rates.js';
import { rateOf } from './rate.js';

/**
 * 响应率, 解决率, 满意率 of a period as citizens said them, for the hall and each department, and beside them what departments
 * said themselves. A rate counts only what is decided; everything else is listed with its reason.
 */
@Injectable()
export class ReadDepartmentRates {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ jurisdiction }: Actor, period: RatesQuery): Promise<DepartmentRatesReport> {
    const asOf = this.clock.now();
    const [slips, verdicts] = await Promise.all([
      countSlips(this.database, jurisdiction, period, asOf),
      countVerdicts(this.database.manager, jurisdiction, period),
    ]);
    const of = (department: string | null) => citizenRatesOf(verdicts.filter((row) => row.department === department));
    const named = [...slips, ...verdicts].flatMap(({ department }) => department ?? []);
    const items = [...new Set(named)].toSorted().map((department) => ({
      department,
      citizen: of(department),
      own: ownRatesOf(slips.find((row) => row.department === department) ?? NO_SLIPS),
    }));
    return { ...period, asOf, hall: of(null), items };
  }
}

const NO_SLIPS: Omit<SlipCounts, 'department'> = {
  ...{ dispatches: 0, cases: 0, signed: 0, unsigned_not_yet_due: 0, unsigned_withdrawn: 0 },
  ...{ replied: 0, unreplied_not_yet_due: 0, unreplied_withdrawn: 0 },
  ...{ concluded: 0, unconcluded_withdrawn: 0, solved: 0 },
  ...{ in_time: 0, running: 0, running_overdue: 0, stopped_in_time: 0 },
};

function ownRatesOf(counts: Omit<SlipCounts, 'department'>): OwnRates {
  const { dispatches, cases } = counts;
  return {
    dispatches,
    cases,
    signed: rateOf(counts.signed, dispatches, {
      'not-yet-due': counts.unsigned_not_yet_due,
      withdrawn: counts.unsigned_withdrawn,
    }),
    replied: rateOf(counts.replied, dispatches, {
      'not-yet-due': counts.unreplied_not_yet_due,
      withdrawn: counts.unreplied_withdrawn,
    }),
    reportedSolved: rateOf(counts.solved, dispatches, {
      'still-open': dispatches - counts.concluded - counts.unconcluded_withdrawn,
      withdrawn: counts.unconcluded_withdrawn,
    }),
    onTime: rateOf(counts.in_time, dispatches, {
      'still-running': counts.running,
      'still-running-overdue': counts.running_overdue,
      withdrawn: counts.stopped_in_time,
    }),
  };
}
