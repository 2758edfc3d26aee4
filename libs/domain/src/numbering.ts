import { DomainError } from './domain-error.js';
import { localDateOf, type Instant } from './local-time.js';

/** The window's prefix in this product: 办不成事. */
export const COMPLAINT_NUMBER_PREFIX = 'BBCS';

/** The parts of a complaint number such as `BBCS-370406-2026-00001`. */
export interface ComplaintNumber {
  /** The window's, 2 to 8 capital letters. */
  readonly prefix: string;
  /** 行政区划 code, 6 digits. */
  readonly jurisdiction: string;
  /** Year of registration in Asia/Shanghai, 2000 to 9999. */
  readonly year: number;
  /** From 1, gapless within prefix, jurisdiction and year. */
  readonly sequence: number;
}

const NUMBER = /^([A-Z]{2,8})-(\d{6})-([2-9]\d{3})-(\d{5,15})$/;
const SEQUENCE_DIGITS = 5;

/** The number as text; the sequence has five digits and widens beyond 99999. @throws DomainError COMPLAINT_NUMBER_INVALID */
export function formatComplaintNumber(parts: ComplaintNumber): string {
  const sequence = String(parts.sequence).padStart(SEQUENCE_DIGITS, '0');
  const number = `${parts.prefix}-${parts.jurisdiction}-${parts.year}-${sequence}`;
  if (parseComplaintNumber(number) === null) {
    throw new DomainError('COMPLAINT_NUMBER_INVALID', 'these parts do not make a complaint number');
  }
  return number;
}

/** The parts of a number, or null unless it is exactly what `formatComplaintNumber` writes. */
export function parseComplaintNumber(number: string): ComplaintNumber | null {
  const match = NUMBER.exec(number);
  if (match === null) return null;
  const [, prefix, jurisdiction, year, digits] = match as unknown as [string, string, string, string, string];
  const sequence = Number(digits);
  const canonical = sequence > 0 && (digits.length === SEQUENCE_DIGITS || !digits.startsWith('0'));
  return canonical ? { prefix, jurisdiction, year: Number(year), sequence } : null;
}

/** The year a matter registered at this instant is numbered in: the one on the wall calendar in Shanghai. */
export function registrationYear(registeredAt: Instant): number {
  return Number(localDateOf(registeredAt).slice(0, 4));
}

/** The number in a complaint workflow's id; null where the id is none. */
export function numberOfWorkflow(workflowId: string): string | null {
  const number = workflowId.replace(/^complaint\//, '');
  return parseComplaintNumber(number) === null ? null : number;
}

/** The id of a complaint's workflow, e.g. `complaint/BBCS-370406-2026-00001`. @throws DomainError COMPLAINT_NUMBER_INVALID */
export function workflowIdOf(number: string): string {
  if (parseComplaintNumber(number) === null) {
    throw new DomainError('COMPLAINT_NUMBER_INVALID', 'not a complaint number');
  }
  return `complaint/${number}`;
}
