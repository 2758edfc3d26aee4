import { foldedCharacters, nameKey, withoutGaps, type FoldedCharacter } from '@bancheng/domain';

/** Who is taken out of texts. */
export interface Identity {
  name: string | null;
  phone: string | null;
}

const MOBILE_LENGTH = 11;

/**
 * A text without these people, however it spells their names and numbers: `张 三`, `張三`, `138-0000-1234`, with a country
 * code, in full-width digits.
 */
export function withoutIdentity(text: string, identities: readonly Identity[]): string {
  const names = longestFirst(identities.map(({ name }) => name && nameKey(name)));
  const phones = longestFirst(identities.map(({ phone }) => phone && phone.replace(/\D/g, '').slice(-MOBILE_LENGTH)));
  const marks = [...names.map((key) => ({ key, by: '反映人' })), ...phones.map((key) => ({ key, by: '＊＊＊' }))];
  return marks.length === 0 ? text : replaced(text, marks);
}

/** The longest first: a name that is part of another would otherwise leave the rest of that one in the text. */
function longestFirst(values: readonly (string | null)[]): string[] {
  const distinct = new Set(values.filter((value) => value !== null && value !== ''));
  return ([...distinct] as string[]).sort((a, b) => b.length - a.length);
}

interface Mark {
  key: string;
  by: string;
}

/** The text with what folds to a mark's key replaced; what stands between its characters (blanks, dots) goes with it. */
function replaced(text: string, marks: readonly Mark[]): string {
  const units = foldedCharacters(text).flatMap(unitsOf);
  const folded = units.map(({ unit }) => unit).join('');
  const places: (Mark & { from: number; to: number })[] = [];
  for (const mark of marks) {
    for (let from = folded.indexOf(mark.key); from !== -1; from = folded.indexOf(mark.key, from + 1)) {
      const to = from + mark.key.length;
      if (places.every((taken) => to <= taken.from || from >= taken.to)) places.push({ ...mark, from, to });
    }
  }
  let left = '';
  let end = 0;
  for (const { from, to, by } of places.sort((a, b) => a.from - b.from)) {
    left += text.slice(end, units[from]!.start) + by;
    end = units[to - 1]!.end;
  }
  return left + text.slice(end);
}

function unitsOf({ folded, start, end }: FoldedCharacter) {
  return Array.from(withoutGaps(folded).split(''), (unit) => ({ unit, start, end }));
}
