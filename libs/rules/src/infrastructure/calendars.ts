import { BUILT_IN_CALENDAR } from '@bancheng/casebook';
import type { CalendarSummary, CalendarView } from '@bancheng/contracts/http/rules';
import type { CalendarData } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

interface CalendarRow {
  version: string;
  data: CalendarData;
  imported_by: string;
  imported_at: Date;
  taken_at: Date | null;
  in_force: boolean;
}

const SELECT = `
  select c.version, c.data, c.imported_by, c.imported_at, t.taken_at,
    c.version is not distinct from (select version from casebook.calendar_taking order by id desc limit 1) as in_force
  from casebook.calendar c left join lateral
    (select max(taken_at) as taken_at from casebook.calendar_taking where version = c.version) t on true`;

/** The calendar in force and how often one was taken: the ETag of what an admin sees. */
export async function readCalendarInForce(tx: EntityManager): Promise<{ calendar: CalendarView; takings: number }> {
  const [row] = await tx.query<{ version: string | null; takings: number }[]>(
    `select (select version from casebook.calendar_taking order by id desc limit 1) as version,
       (select count(*)::int from casebook.calendar_taking) as takings`,
  );
  const { version, takings } = row!;
  const calendar = version === null ? { ...builtIn, inForce: true } : (await readCalendar(tx, version))!;
  return { calendar, takings };
}

/** An imported calendar; null when there is none of that version. */
export async function readCalendar(tx: EntityManager, version: string): Promise<CalendarView | null> {
  const [row] = await tx.query<CalendarRow[]>(`${SELECT} where c.version = $1`, [version]);
  return row === undefined ? null : viewOf(row);
}

/** Imported calendars, the newest first, from after `position` on. */
export async function readCalendars(
  tx: EntityManager,
  position: { importedAt: string; version: string } | null,
  limit: number,
): Promise<CalendarSummary[]> {
  const rows = await tx.query<CalendarRow[]>(
    `${SELECT} where $1::timestamptz is null or (c.imported_at, c.version) < ($1, $2)
     order by c.imported_at desc, c.version desc limit $3`,
    [position?.importedAt ?? null, position?.version ?? null, limit],
  );
  return rows.map((row) => {
    const { holidays: _holidays, makeUpWorkingDays: _makeUpWorkingDays, ...summary } = viewOf(row);
    return summary;
  });
}

/** False when the version exists already: a version says the same for ever. */
export async function insertCalendar(
  tx: EntityManager,
  data: CalendarData,
  by: { subject: string; at: string },
): Promise<boolean> {
  if (data.version === BUILT_IN_CALENDAR.version) return false;
  const rows = await tx.query<unknown[]>(
    `insert into casebook.calendar (version, data, imported_by, imported_at) values ($1, $2, $3, $4)
     on conflict do nothing returning version`,
    [data.version, JSON.stringify(data), by.subject, by.at],
  );
  return rows.length === 1;
}

export async function takeCalendar(
  tx: EntityManager,
  version: string,
  by: { subject: string; at: string },
): Promise<void> {
  await tx.query('insert into casebook.calendar_taking (version, taken_by, taken_at) values ($1, $2, $3)', [
    ...[version, by.subject, by.at],
  ]);
}

export function dataOf({ version, coveredFrom, coveredTo, holidays, makeUpWorkingDays }: CalendarView): CalendarData {
  return { version, coveredFrom, coveredTo, holidays, makeUpWorkingDays };
}

const builtIn: CalendarView = {
  ...BUILT_IN_CALENDAR,
  ...{ importedBy: null, importedAt: null, takenAt: null, inForce: false },
};

function viewOf(row: CalendarRow): CalendarView {
  return {
    ...row.data,
    importedBy: row.imported_by,
    importedAt: row.imported_at.toISOString(),
    takenAt: row.taken_at?.toISOString() ?? null,
    inForce: row.in_force,
  };
}
