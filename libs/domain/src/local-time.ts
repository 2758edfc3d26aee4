import { DomainError } from './domain-error.js';

/** An instant in exactly the form of `Date.prototype.toISOString`, e.g. `2026-02-24T09:00:00.000Z`; sorts as text. */
export type Instant = string;
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`; sorts as text. */
export type LocalDate = string;
/** A time of day in Asia/Shanghai, `HH:MM`; sorts as text. */
export type LocalTime = string;

const DAY_MS = 86_400_000;
/** Asia/Shanghai is UTC+8 all year since 1991; no earlier instant can occur, so no time-zone data are needed. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const LOCAL_DATE = /^\d{4}-\d\d-\d\d$/;
const LOCAL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether `value` is an existing instant in the exact form. */
export function isInstant(value: string): boolean {
  return INSTANT.test(value) && isoOf(Date.parse(value)) === value;
}

/** Whether `value` is an existing day in the exact form. */
export function isLocalDate(value: string): boolean {
  return LOCAL_DATE.test(value) && isoOf(Date.parse(`${value}T00:00:00.000Z`))?.slice(0, 10) === value;
}

/** Whether `value` is a time of day in the exact form, 00:00 to 23:59. */
export function isLocalTime(value: string): boolean {
  return LOCAL_TIME.test(value);
}

/** Milliseconds since the epoch. @throws DomainError INSTANT_INVALID */
export function millisOf(instant: Instant): number {
  if (!isInstant(instant))
    throw new DomainError('INSTANT_INVALID', 'not an instant of the form 2026-02-24T09:00:00.000Z');
  return Date.parse(instant);
}

/** The instant at `millis` since the epoch, years 0000 to 9999. @throws DomainError INSTANT_INVALID */
export function instantOf(millis: number): Instant {
  const instant = isoOf(millis);
  if (instant === undefined || !INSTANT.test(instant)) throw new DomainError('INSTANT_INVALID', 'instant out of range');
  return instant;
}

/** The day on the wall calendar in Shanghai at this instant. @throws DomainError INSTANT_INVALID */
export function localDateOf(instant: Instant): LocalDate {
  return instantOf(millisOf(instant) + SHANGHAI_OFFSET_MS).slice(0, 10);
}

/** The instant when the clock in Shanghai shows `time` on `date`. @throws DomainError LOCAL_TIME_INVALID */
export function instantAt(date: LocalDate, time: LocalTime): Instant {
  if (!isLocalTime(time)) throw new DomainError('LOCAL_TIME_INVALID', 'not a time of the form 17:00');
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return instantOf(epochDay(date) * DAY_MS + (hours * 60 + minutes) * 60_000 - SHANGHAI_OFFSET_MS);
}

/** The day `days` after `date` (before it, when negative). @throws DomainError LOCAL_DATE_INVALID */
export function addDays(date: LocalDate, days: number): LocalDate {
  return instantOf((epochDay(date) + days) * DAY_MS).slice(0, 10);
}

/** How many days `to` is after `from`; negative when it comes first. @throws DomainError LOCAL_DATE_INVALID */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return epochDay(to) - epochDay(from);
}

/** 0 for Sunday to 6 for Saturday. @throws DomainError LOCAL_DATE_INVALID */
export function dayOfWeek(date: LocalDate): number {
  return (((epochDay(date) + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday
}

function epochDay(date: LocalDate): number {
  if (!isLocalDate(date)) throw new DomainError('LOCAL_DATE_INVALID', 'not a date of the form 2026-02-24');
  return Date.parse(`${date}T00:00:00.000Z`) / DAY_MS;
}

function isoOf(millis: number): string | undefined {
  const date = new Date(millis);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
