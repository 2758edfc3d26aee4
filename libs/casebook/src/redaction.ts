import { foldedCharacters, foldText, nameKey, reporterNames, withoutGaps, type Reporting } from '@bancheng/domain';
import { nameForms, numberForms } from './identity-forms.js';

/** Who is taken out of texts. */
export interface Identity extends Reporting {
  phone: string | null;
  phoneGiven: string | null;
  otherContact: string | null;
}

/** A citizen's 身份证号, whoever's it is: region, birthday, sequence, check character. */
const ID_NUMBER = /[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]/g;

/**
 * A text without these people, however it spells them: the whole name, the given name alone, the surname with 先生 or 某; numbers with
 * blanks, a country code, in full width or in Chinese digits: `张 三`, `張三`, `138-0000-1234`, `一三八…`. Everybody's 身份证号 goes too.
 */
export function withoutIdentity(text: string, identities: readonly Identity[]): string {
  const names = identities.flatMap((one) => reporterNames(one).flatMap((name) => nameForms(nameKey(name))));
  const numbers = identities.flatMap(({ phone }) => (phone === null ? [] : numberForms(phone)));
  const others = identities.flatMap(({ otherContact, phoneGiven }) =>
    [otherContact, phoneGiven].flatMap((given) => (given === null ? [] : [withoutGaps(foldText(given))])),
  );
  const units = foldedUnits(text);
  const words = units.map(({ unit }) => unit).join('');
  const digits = digitsOf(units);
  return replaced(text, units, [
    ...longestFirst(names).flatMap((name) => placesOf(words, name, '反映人')),
    ...longestFirst(others).flatMap((other) => placesOf(words, other, '＊＊＊')),
    ...longestFirst(numbers).flatMap((number) => placesOf(digits, number, '＊＊＊')),
    ...Array.from(digits.matchAll(ID_NUMBER), ({ 0: found, index }) => placeAt(index, found, '＊＊＊')),
  ]);
}

/** The longest first: a name that is part of another would otherwise leave the rest of that one in the text. */
function longestFirst(forms: readonly string[]): string[] {
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}

/** One folded character of the text, and where what it came from stands there. */
export interface Unit {
  unit: string;
  start: number;
  end: number;
}

/** The text folded, without what people put between the characters of names and numbers: it goes with them. */
export function foldedUnits(text: string): Unit[] {
  return foldedCharacters(text).flatMap(({ folded, start, end }) =>
    Array.from(withoutGaps(folded).split(''), (unit) => ({ unit, start, end })),
  );
}

/** The same characters, those that are read as digits written so. */
export function digitsOf(units: readonly Unit[]): string {
  return units.map(({ unit }) => digitOf(unit)).join('');
}

const CHINESE_DIGITS = ['零〇○', '一幺壹', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'];

function digitOf(unit: string): string {
  const digit = CHINESE_DIGITS.findIndex((spellings) => spellings.includes(unit));
  return digit === -1 ? unit : String(digit);
}

interface Place {
  from: number;
  to: number;
  by: string;
}

function placeAt(from: number, found: string, by: string): Place {
  return { from, to: from + found.length, by };
}

function placesOf(folded: string, form: string, by: string): Place[] {
  const places: Place[] = [];
  for (let from = folded.indexOf(form); from !== -1; from = folded.indexOf(form, from + form.length)) {
    places.push(placeAt(from, form, by));
  }
  return places;
}

/** Of places that overlap, the one named first is taken. */
function replaced(text: string, units: readonly Unit[], places: readonly Place[]): string {
  const taken: Place[] = [];
  for (const place of places) {
    if (taken.every(({ from, to }) => place.to <= from || place.from >= to)) taken.push(place);
  }
  let left = '';
  let end = 0;
  for (const { from, to, by } of taken.sort((a, b) => a.from - b.from)) {
    left += text.slice(end, units[from]!.start) + by;
    end = units[to - 1]!.end;
  }
  return left + text.slice(end);
}
