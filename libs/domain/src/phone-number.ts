import { foldText } from './text-fold.js';

/** Which part of a given number is wrong. */
export type PhoneFault =
  'not-a-number' | 'extension' | 'country-code' | 'area-code' | 'prefix' | 'too-short' | 'too-long';

/**
 * A number in the one form it is kept and compared in: the digits of a mainland number, a landline's with its 区号
 * (`06328836760`); `+` and the country code before another country's; 转 and the extension behind (`06328836760转8001`).
 */
export type ReadPhone = { number: string; fault: null } | { number: null; fault: PhoneFault };

/** 区号: three digits for 010 and 02x, four else. */
const AREA = '0(?:10|2\\d|[3-9]\\d{2})';
const AREA_CODE = new RegExp(`^${AREA}`);
const MOBILE = /^1[3-9]\d{9}$/;
/** 400 and 800 numbers; the 95 and 96 numbers of banks, carriers and utilities; hotlines such as 12345. */
const SERVICE = /^(?:[48]00\d{7}|95\d{3,6}|96\d{3,4}|1[0-2]\d{3})$/;
const WITHOUT_AREA_CODE = /^[2-8]\d{6,7}(?:转\d+)?$/;
const LANDLINE = new RegExp(`^(?:${AREA})?[2-8]\\d{6,7}$`);
/** The country codes that are in use (ITU-T E.164). */
const COUNTRY_CODE =
  /^(?:[17]|2(?:[07]|1[12368]|[2346]\d|5[0-8]|9[01789])|3(?:[0-469]|[57]\d|8[0-35-79])|4(?:[013-9]|2[013])|5(?:[1-8]|[09]\d)|6(?:[0-6]|7[02-9]|8[0-35-9]|9[0-2])|8(?:[1246]|5[02356]|8[06])|9(?:[0-58]|6[0-8]|7[0-7]|9[2-68]))/;
type Lengths = readonly [least: number, most: number];
/** How many digits follow the code of Hong Kong, Macao, Taiwan and North America; elsewhere, from five to what E.164 allows. */
const LENGTHS: Readonly<Record<string, Lengths>> = { '852': [8, 8], '853': [8, 8], '886': [8, 9], '1': [10, 10] };
const SHORTEST_ABROAD = 5;
const MOST_DIGITS = 15;

const ABROAD = /^(?:\+|00)/;
const DASHES = /[\p{Pd}\u2212]/gu;
/** What stands before an extension in the one form. */
export const EXTENSION_SIGN = '转';
const SPELLED_EXTENSION = /(?:转(?:接|分机)?|分机|内线|ext\.?|x|#)号?:?(.*)$/;
const DASHED_EXTENSION = /^(.+)-(\d{1,6})$/;
const EXTENSION_DIGITS = /^\d{1,6}$/;

/** Telephone numbers as they stand in a text that was folded and has no gaps inside of numbers. */
export const PHONES_IN_TEXT = new RegExp(`1[3-9]\\d{9}|${AREA}[1-9]\\d{6,7}|[48]00\\d{7}|\\+\\d{8,15}`, 'g');

/**
 * A phone number as people give it: in any width, with blanks, dashes, brackets, +86, an extension after 转, 分机 or a dash. One of
 * seven or eight digits stays without its 区号 (`lacksAreaCode`): only the hall knows which that is.
 */
export function readPhone(given: string): ReadPhone {
  const written = foldText(given).replace(DASHES, '-').replace('(0)', '').replace(/[\s.]/g, '');
  const { main, extension } = partsAsWritten(written);
  if (extension !== null && !EXTENSION_DIGITS.test(extension)) return wrong('extension');
  const read = readMain(main);
  return read.number === null || extension === null ? read : right(`${read.number}${EXTENSION_SIGN}${extension}`);
}

/** Whether a number (as `readPhone` made it) is a landline's without its 区号. */
export function lacksAreaCode(number: string): boolean {
  return WITHOUT_AREA_CODE.test(number);
}

export function isAreaCode(code: string): boolean {
  return code.replace(AREA_CODE, '') === '' && code !== '';
}

/** A number as it is kept, without its extension; of a landline also without its 区号. */
export function phoneParts(phone: string): { number: string; local: string; extension: string | null } {
  const [number = '', extension = null] = phone.split(EXTENSION_SIGN);
  return { number, local: number.replace(AREA_CODE, ''), extension };
}

/**
 * Whether a text message reaches a number as it is kept: a mobile of the mainland. The halls' gateways send nowhere else, so that a
 * number of Hong Kong or abroad is called like a landline.
 */
export function takesText(phone: string): boolean {
  return MOBILE.test(phone);
}

function partsAsWritten(written: string): { main: string; extension: string | null } {
  const spelled = SPELLED_EXTENSION.exec(written);
  if (spelled !== null) return { main: written.slice(0, spelled.index), extension: plain(spelled[1]!) };
  const [, main = '', extension = ''] = DASHED_EXTENSION.exec(written) ?? [];
  const isWhole = MOBILE.test(plain(written)) || SERVICE.test(plain(written));
  return !isWhole && LANDLINE.test(readMain(main).number ?? '')
    ? { main, extension }
    : { main: written, extension: null };
}

function plain(written: string): string {
  return written.replace(/[()-]/g, '');
}

function readMain(written: string): ReadPhone {
  const main = plain(written);
  if (!/^\+?\d+$/.test(main)) return wrong('not-a-number');
  if (!ABROAD.test(main)) return readMainland(main.replace(/^(?:86|0)(?=1[3-9]\d{9}$)/, ''));
  const digits = main.replace(ABROAD, '').replace(/^8860/, '886');
  return digits.startsWith('86') ? readMainland(dialledInside(digits.slice(2))) : readForeign(digits);
}

/** After +86 the 0 of a 区号 is left out. */
function dialledInside(digits: string): string {
  return MOBILE.test(digits) || SERVICE.test(digits) || digits.startsWith('0') ? digits : `0${digits}`;
}

function readForeign(digits: string): ReadPhone {
  const code = COUNTRY_CODE.exec(digits)?.[0];
  if (code === undefined) return wrong('country-code');
  const national = digits.slice(code.length);
  return (
    ofLength(national, LENGTHS[code] ?? [SHORTEST_ABROAD, MOST_DIGITS - code.length]) ?? right(`+${code}${national}`)
  );
}

function readMainland(digits: string): ReadPhone {
  if (SERVICE.test(digits)) return right(digits);
  if (digits.startsWith('1'))
    return ofLength(digits, [11, 11]) ?? (MOBILE.test(digits) ? right(digits) : wrong('prefix'));
  if (digits.startsWith('0')) return readLandline(digits);
  if (digits.length > 8) return wrong('area-code');
  return ofLength(digits, [7, 8]) ?? (lacksAreaCode(digits) ? right(digits) : wrong('prefix'));
}

function readLandline(digits: string): ReadPhone {
  const code = AREA_CODE.exec(digits)?.[0];
  if (code === undefined) return wrong('area-code');
  const local = digits.slice(code.length);
  return ofLength(local, [code.length === 3 ? 8 : 7, 8]) ?? (local.startsWith('0') ? wrong('prefix') : right(digits));
}

function ofLength({ length }: string, [least, most]: Lengths): ReadPhone | null {
  if (length < least) return wrong('too-short');
  return length > most ? wrong('too-long') : null;
}

function right(number: string): ReadPhone {
  return { number, fault: null };
}

function wrong(fault: PhoneFault): ReadPhone {
  return { number: null, fault };
}
