import { z } from 'zod';
import { departmentCode, instant } from './primitives.js';

/** What a clock measures: 受理 within one working day, the case's own 办理时限, or one dispatch's 办理要求. */
export const CLOCK_KINDS = ['acceptance', 'case', 'dispatch'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/**
 * A clock as the engine and the events see it, whole and not as a difference. All instants are UTC; the deadline is a
 * close of business in Asia/Shanghai. `yellowAt` is null where no working day is left to warn in. `provisional` marks a
 * deadline the official calendar does not cover yet.
 */
export const clockNotice = z.strictObject({
  clockId: z.string(),
  kind: z.enum(CLOCK_KINDS),
  department: departmentCode.nullable(),
  startedAt: instant,
  dueAt: instant,
  originalDueAt: instant,
  yellowAt: instant.nullable(),
  provisional: z.boolean(),
  calendarVersion: z.string(),
  yellowWarnedAt: instant.nullable(),
  overdueAt: instant.nullable(),
  endedAt: instant.nullable(),
});
export type ClockNotice = z.infer<typeof clockNotice>;
