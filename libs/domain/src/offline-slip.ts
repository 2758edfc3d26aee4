import { localDateOf, type Instant } from './local-time.js';
import type { WorkingCalendar } from './working-calendar.js';

/**
 * How old an offline slip may be when it arrives. Longer than any outage of a station; short enough that a station's
 * wrong clock cannot date a case months back, with its deadline already missed.
 */
export const OLDEST_OFFLINE_SLIP_WORKING_DAYS = 10;

/** How far a station's clock may run ahead of ours (ms). */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * Why the time written on an offline slip can't be believed; null when it can. A station's clock may run a few
 * minutes ahead; a time further in the future, or too far in the past, is refused.
 */
export function offlineTimeFault(
  writtenAt: Instant,
  arrivedAt: Instant,
  calendar: WorkingCalendar,
): 'in-the-future' | 'too-old' | null {
  if (Date.parse(writtenAt) > Date.parse(arrivedAt) + CLOCK_TOLERANCE_MS) return 'in-the-future';
  const oldest = calendar.subtractWorkingDays(localDateOf(arrivedAt), OLDEST_OFFLINE_SLIP_WORKING_DAYS);
  return localDateOf(writtenAt) < oldest ? 'too-old' : null;
}
