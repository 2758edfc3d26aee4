import { HallRules } from '@bancheng/casebook';
import { addDays, calendarCoverage, instantAt, localDateOf, type LocalDate } from '@bancheng/domain';
import { CLOCK, InjectDataSource, uuidv7, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { openCases } from '../infrastructure/open-cases.js';
import { hasReport, keepReport, knownJurisdictions } from '../infrastructure/supervision-report.repository.js';
import { openPartsOf } from './open-parts.js';
import { pastWeekOf } from './past-week.js';
import { ReadLag } from './read-lag.use-case.js';
import { SupervisionFigures } from './supervision-figures.js';

/** The report looks at the day it is made for and the six after it, and back at the seven before. */
const DAYS = 7;

/**
 * 三(四) 跟踪督办: the periodic report to the responsible leader of each jurisdiction, from what reporting knows. Figures are of
 * the moment it is made, with how far the events were by then.
 */
@Injectable()
export class ComposeSupervisionReports {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    private readonly lag: ReadLag,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One report a jurisdiction and day of `at` (UTC; the day in Asia/Shanghai), however often it is called. */
  async execute(at: string): Promise<void> {
    const from = localDateOf(at);
    for (const jurisdiction of await knownJurisdictions(this.database)) await this.compose(jurisdiction, from);
  }

  private async compose(jurisdiction: string, from: LocalDate): Promise<void> {
    const lag = await this.lag.execute({ jurisdiction });
    await this.database.transaction('REPEATABLE READ', async (tx) => {
      if (await hasReport(tx, jurisdiction, from)) return;
      const madeAt = this.clock.now();
      const figures = new SupervisionFigures(instantAt(addDays(from, DAYS), '00:00'));
      for await (const { events, ...of } of openCases(tx, jurisdiction)) {
        figures.add(of, openPartsOf(events, madeAt));
      }
      const { missingYear } = calendarCoverage(await this.rules.calendarInForce(tx), madeAt);
      const calendarAlert = missingYear === null ? null : { year: missingYear };
      const period = { from, to: addDays(from, DAYS - 1) };
      await keepReport(tx, {
        id: uuidv7(),
        jurisdiction,
        ...period,
        madeAt,
        ...lag,
        calendarAlert,
        past: await pastWeekOf(tx, jurisdiction, { from: addDays(from, -DAYS), to: addDays(from, -1) }),
        ...figures.result(),
      });
    });
  }
}
