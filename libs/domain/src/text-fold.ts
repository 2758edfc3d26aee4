import { HAN_VARIANTS } from './han-variants.js';

/** Raised whenever the fold changes: what was stored under a smaller one is folded anew (`casebook/src/findable.ts`). */
export const FOLD_VERSION = 1;

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}]|(?!\s)\p{Cc}/gu;
/** What stands between the parts of a transcribed name. A full stop does so only directly between two letters. */
const NAME_DOTS = /[•・‧⋅∙⸱]|(?<=\p{L})\.(?=\p{L})/gu;
const SPACED_DOT = /(?<=\p{L}) ?· ?(?=\p{L})/gu;
/** Blanks, and the braille pattern without a dot, which looks like one. */
const BLANKS = /[\s\u2800]+/gu;
const GAPS = /[\s\p{Pd}·.'’_/()]+/gu;
/** A character with the marks that belong to it. */
const CHARACTERS = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * The one form of a text in which two spellings of the same words are equal: width and compatibility forms (NFKC), case of
 * any script, invisible and control characters dropped, one dot inside transcribed names, one blank between words,
 * traditional characters and known variants as the simplified one. Depends on no locale; linear in time; folding twice is
 * folding once. For comparing only: what people wrote is stored and shown as they wrote it.
 */
export function foldText(text: string): string {
  return foldCharacters(text).replace(BLANKS, ' ').replace(NAME_DOTS, '·').replace(SPACED_DOT, '·').trim();
}

/** By which two spellings of one name are equal: folded, and without the blanks, dots and hyphens inside. */
export function nameKey(name: string): string {
  return withoutGaps(foldText(name));
}

/** A folded text without what people put or leave out between the parts of names and numbers. */
export function withoutGaps(folded: string): string {
  return folded.replace(GAPS, '');
}

/** One character of a text, folded, and where it stands there (UTF-16 units). `folded` is empty for an invisible one. */
export interface FoldedCharacter {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

/** A text character by character, for whoever must find folded words and change the text itself. */
export function foldedCharacters(text: string): FoldedCharacter[] {
  return Array.from(text.matchAll(CHARACTERS), ({ 0: character, index }) => ({
    folded: foldCharacters(character).replace(NAME_DOTS, '·'),
    start: index,
    end: index + character.length,
  }));
}

/** Upper case first: letters that differ only there (`ß` and `SS`, `ı` and `I`, `ς` and `σ`) then meet in lower case. */
function foldCharacters(text: string): string {
  const plain = text.normalize('NFKC').replace(INVISIBLE, '');
  const lower = plain
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/i\u0307+/gu, 'i');
  return lower.normalize('NFKC').replace(/\p{Script=Han}/gu, (character) => simplified().get(character) ?? character);
}

let table: Map<string, string> | undefined;

/** Made when first asked for: the workflows' sandbox loads this file and never folds. */
function simplified(): Map<string, string> {
  table ??= new Map(
    HAN_VARIANTS.split(' ').flatMap((group) => {
      const [simple, ...variants] = group;
      return variants.map((variant) => [variant, simple!] as const);
    }),
  );
  return table;
}
