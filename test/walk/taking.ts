import { addDays, editedCalendar, localDateOf, WorkingCalendar, type CalendarData } from '@bancheng/domain';
import { until } from '@bancheng/testing';
import type { Services } from './calls.js';

/**
 * The installation takes a calendar in which the next working day but one is off, and counts every open deadline anew.
 * @param now the present time, UTC
 * @param data the calendar in force
 * @returns the one that is then
 */
export async function takeDayOff({ app }: Services, now: string, data: CalendarData): Promise<CalendarData> {
  const date = new WorkingCalendar(data).addWorkingDays(localDateOf(now), 2).date;
  const change = {
    version: `off-${date}`,
    days: [{ date, kind: 'holiday' as const, name: '临时放假' }],
    ...(date > data.coveredTo && { coveredTo: addDays(date, 30) }),
  };
  const installer = app.as('installation-admin');
  const edited = await installer.post('/v1/calendars/edits', change);
  if (edited.status >= 300) throw new Error(`edit: ${edited.status} ${JSON.stringify(edited.body)}`);
  const { headers } = await installer.get(`/v1/calendars/${change.version}/diff`);
  const taken = await installer.post(
    `/v1/calendars/${change.version}/take`,
    {},
    { 'if-match': headers['etag'] as string },
  );
  if (taken.status >= 300) throw new Error(`take: ${taken.status} ${JSON.stringify(taken.body)}`);
  await until(async () => {
    const { status, body } = await installer.get('/v1/calendars/reprojections');
    if (status >= 300) throw new Error(`reprojections: ${status} ${JSON.stringify(body)}`);
    return body.items[0].finishedAt !== null;
  });
  return editedCalendar(data, change);
}
