import {
  calendarFaultMessage,
  type CalendarSummary,
  type CalendarTaken,
  type CalendarView,
  type CoverageView,
  type EditCalendarBody,
  type ImportCalendarBody,
} from '@bancheng/contracts/http/rules';
import { calendarCoverage, calendarFaults, editedCalendar, localDateOf, type CalendarData } from '@bancheng/domain';
import {
  CLOCK,
  conflict,
  decodeCursor,
  InjectDataSource,
  InjectUnitOfWork,
  notFound,
  pageOf,
  Problem,
  unprocessable,
  type Clock,
  type CommandContext,
  type Page,
  type PageQuery,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { instant } from '@bancheng/contracts';
import {
  dataOf,
  insertCalendar,
  readCalendar,
  readCalendarInForce,
  readCalendars,
  takeCalendar,
} from '../infrastructure/calendars.js';
import { lockRules } from '../infrastructure/policies.js';
import { askReprojection, reprojectionView } from '../infrastructure/reprojection-jobs.js';

const position = z.strictObject({ importedAt: instant, version: z.string() });

/** Versions of the working-day calendar: brought in, edited, taken into force. One calendar is in force for every hall. */
@Injectable()
export class Calendars {
  constructor(
    @InjectUnitOfWork('rules') private readonly unitOfWork: UnitOfWork,
    @InjectDataSource('rules') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns the calendar in force, and how often one was taken: what a change is based on */
  inForce(): Promise<{ calendar: CalendarView; takings: number }> {
    return readCalendarInForce(this.dataSource.manager);
  }

  /** @throws Problem 404 `calendar-not-found` */
  async one(version: string): Promise<CalendarView> {
    return find(this.dataSource.manager, version);
  }

  /** Imported versions, the newest first. */
  async list({ cursor, limit }: PageQuery): Promise<Page<CalendarSummary>> {
    const rows = await readCalendars(this.dataSource.manager, decodeCursor(cursor, position), limit + 1);
    return pageOf(
      rows,
      limit,
      (row) => row,
      ({ importedAt, version }) => ({ importedAt, version }),
    );
  }

  /** How far the calendar in force reaches; from 1 November on with an alert when the next year is not covered. */
  async coverage(): Promise<CoverageView> {
    const coverage = calendarCoverage((await this.inForce()).calendar, this.clock.now());
    const { missingYear } = coverage;
    const alert =
      missingYear === null ? null : `${missingYear} 年的放假安排尚未导入，跨入该年的期限只是暂定，请管理员尽快导入。`;
    return { ...coverage, alert };
  }

  /** @throws Problem 409 `calendar-version-taken` */
  import(command: CommandContext, data: ImportCalendarBody): Promise<CalendarView> {
    return this.unitOfWork.run(command, (tx) => this.keep(tx, command, data));
  }

  /**
   * Makes a version out of the one in force by changing days of it.
   * @throws Problem 409 `calendar-version-taken`; 422 `calendar-invalid` with every fault by its day
   */
  edit(command: CommandContext, change: EditCalendarBody): Promise<CalendarView> {
    return this.unitOfWork.run(command, async (tx) => {
      const { calendar } = await readCalendarInForce(tx);
      const { version, days, coveredTo = calendar.coveredTo } = change;
      const data = editedCalendar(dataOf(calendar), { version, coveredTo, days });
      refuseFaults(data, change);
      return this.keep(tx, command, data);
    });
  }

  /**
   * Takes a version into force: acts are judged by it from now on, and deadlines of open cases are counted anew by it in the
   * background. A deadline that it does not change is left alone.
   * @param seen how often a calendar was taken before, as the caller saw it
   * @throws Problem 404 `calendar-not-found`; 409 `calendar-in-force`; 412 `stale-version` when another was taken meanwhile;
   *   422 `calendar-not-covering-today`
   */
  take(command: CommandContext, version: string, seen: number): Promise<CalendarTaken> {
    const { subject } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      await lockRules(tx);
      const { calendar: old, takings } = await readCalendarInForce(tx);
      if (takings !== seen) throw staleCalendar();
      const { coveredFrom, coveredTo } = await find(tx, version);
      if (old.version === version) throw conflict('calendar-in-force', '该日历正在使用');
      const at = this.clock.now();
      const today = localDateOf(at);
      if (today < coveredFrom || today > coveredTo) {
        throw unprocessable('calendar-not-covering-today', '该日历没有覆盖今天，不能启用');
      }
      await takeCalendar(tx, version, { subject, at });
      const asked = { because: 'calendar', jurisdiction: null, askedBy: subject, askedAt: at } as const;
      const job = await askReprojection(tx, { ...asked, fromVersion: old.version, toVersion: version });
      return { version, takenAt: at, reprojection: reprojectionView(job) };
    });
  }

  private async keep(tx: EntityManager, { actor }: CommandContext, data: CalendarData): Promise<CalendarView> {
    const at = this.clock.now();
    if (!(await insertCalendar(tx, data, { subject: actor.subject, at }))) {
      throw conflict('calendar-version-taken', '已有同名的日历版本', '版本一经导入不再改变，请换一个版本名。');
    }
    return { ...data, importedBy: actor.subject, importedAt: at, takenAt: null, inForce: false };
  }
}

/** An imported calendar. @throws Problem 404 `calendar-not-found` */
export async function find(tx: EntityManager, version: string): Promise<CalendarView> {
  const calendar = await readCalendar(tx, version);
  if (calendar === null) throw notFound('calendar-not-found', '没有这个日历版本');
  return calendar;
}

function refuseFaults(data: CalendarData, { days }: EditCalendarBody): void {
  const faults = calendarFaults(data);
  if (faults.length === 0) return;
  throw new Problem({
    status: 422,
    code: 'calendar-invalid',
    title: '改后的日历不正确',
    errors: faults.map((fault) => {
      const index = days.findIndex(({ date }) => date === fault.date);
      const pointer = index === -1 ? '/coveredTo' : `/days/${index}`;
      const when = fault.date === null ? '' : `${fault.date}：`;
      const code = fault.code.toLowerCase().replaceAll('_', '-');
      return { in: 'body' as const, pointer, code, message: `${when}${calendarFaultMessage(fault)}` };
    }),
  });
}

function staleCalendar(): Problem {
  return new Problem({ status: 412, code: 'stale-version', title: '现行日历已更换，请重新查看差异后再启用' });
}
