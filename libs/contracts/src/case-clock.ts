import { CLOCK_KINDS, STANDARD_REQUIREMENTS, type CaseClock } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, instant, localDate } from './primitives.js';

/** A `CaseClock` as signals and events carry it: whole, never as a difference. */
export const caseClock = z.strictObject({
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
  pausedAt: instant.exactOptional(),
  urges: z.int().positive().exactOptional(),
  urgeAt: instant.exactOptional(),
  requirement: z.union([z.enum(STANDARD_REQUIREMENTS), z.strictObject({ byDate: localDate })]).exactOptional(),
  askedDueAt: instant.exactOptional(),
  reopening: z.literal(true).exactOptional(),
}) satisfies z.ZodType<CaseClock>;
