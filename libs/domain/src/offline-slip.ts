import { isLate } from './clocks/deadlines.js';
import { localDateOf, type Instant } from './local-time.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * How old a slip written offline may be when it arrives. Longer than any outage a station waits out, and short enough that
 * no wrong clock of a station can put a case, its deadline already missed, months back.
 */
export const OLDEST_OFFLINE_SLIP_WORKING_DAYS = 10;

/**
 * Why a slip's own time can't be believed; null when it can. A station's clock is not ours: only the past counts, and not
 * too far.
 */
export function offlineTimeFault(
  writtenAt: Instant,
  arrivedAt: Instant,
  calendar: WorkingCalendar,
): 'in-the-future' | 'too-old' | null {
  if (isLate(writtenAt, arrivedAt)) return 'in-the-future';
  const oldest = calendar.subtractWorkingDays(localDateOf(arrivedAt), OLDEST_OFFLINE_SLIP_WORKING_DAYS);
  return localDateOf(writtenAt) < oldest ? 'too-old' : null;
}
