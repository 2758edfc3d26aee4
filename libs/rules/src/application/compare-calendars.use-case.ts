import { casesRunningOn } from '@bancheng/casebook';
import type { CalendarDiff, CalendarView } from '@bancheng/contracts/http/rules';
import { changedDays, firstChangedDay, type CaseClock } from '@bancheng/domain';
import { CLOCK, InjectDataSource, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { setImmediate as otherWork } from 'node:timers/promises';
import { dataOf, readCalendarInForce } from '../infrastructure/calendars.js';
import { find } from './calendars.use-case.js';
import { CaseReprojection } from './case-reprojection.js';

/** How many cases are counted before other requests have their turn. */
const BATCH_CASES = 100;

/** What taking a calendar would change, before it is taken. */
@Injectable()
export class CompareCalendars {
  constructor(
    @InjectDataSource('rules') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly reprojection: CaseReprojection,
  ) {}

  /**
   * @returns the difference to the calendar in force, and how often one was taken, which the request to take it must send
   *   back
   * @throws Problem 404 `calendar-not-found`
   */
  async execute(version: string): Promise<{ diff: CalendarDiff; takings: number }> {
    const tx = this.dataSource.manager;
    const to = await find(tx, version);
    const { calendar: from, takings } = await readCalendarInForce(tx);
    const days = changedDays(dataOf(from), dataOf(to));
    const affected = await this.affected(from, to);
    return { diff: { from: spanOf(from), to: spanOf(to), days, affected }, takings };
  }

  private async affected(from: CalendarView, to: CalendarView): Promise<CalendarDiff['affected']> {
    const affected = { cases: 0, clocks: 0, settled: 0 };
    const firstDay = firstChangedDay(dataOf(from), dataOf(to));
    if (firstDay === null) return affected;
    const tx = this.dataSource.manager;
    const at = this.clock.now();
    for (let after: string | null = null; ;) {
      const cases = await casesRunningOn(tx, firstDay, { after, limit: BATCH_CASES });
      for (const complaint of cases) {
        const changed = await this.reprojection.underCalendar(tx, complaint, {
          from: from.version,
          to: to.version,
          at,
        });
        const old = new Map(complaint.clocks.map((clock) => [clock.clockId, clock]));
        const moved = changed.filter((clock) => clock.dueAt !== old.get(clock.clockId)!.dueAt);
        affected.cases += moved.length === 0 ? 0 : 1;
        affected.clocks += moved.length;
        affected.settled += changed.filter((clock) => isSettled(old.get(clock.clockId)!, clock)).length;
      }
      if (cases.length < BATCH_CASES) return affected;
      after = cases.at(-1)!.id;
      await otherWork();
    }
  }
}

function isSettled(old: CaseClock, { dueAt, provisional }: CaseClock): boolean {
  return old.dueAt === dueAt && old.provisional && !provisional;
}

function spanOf({ version, coveredFrom, coveredTo }: CalendarView): CalendarDiff['from'] {
  return { version, coveredFrom, coveredTo };
}
