import { foldText } from './text-fold.js';

/** Most tokens kept for one text: enough for 10,000 characters (after normalisation); of a longer text the beginning. */
export const MOST_SEARCH_TOKENS = 20_000;
/** Most tokens one query asks for; further ones are left out, which widens the match. */
export const MOST_QUERY_TOKENS = 64;

/** A run of Han characters, or a word of other letters and digits (a longer one is cut every 64 characters). */
const RUN = /(\p{Script=Han}+)|((?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}]){1,64})/gu;
const DIGITS = /\d+/g;
/** How much of a text is looked at, in UTF-16 units: more than makes the most tokens. */
const MOST_READ = 40_000;
const ONE_CHARACTER = /^.$/u;

/**
 * What a text can be found by: each Han character and each two neighbouring ones, every other word, and the digit runs
 * (phones) inside words, of the folded text. Distinct, bounded, linear in time.
 */
export function searchTokens(text: string): string[] {
  return firstDistinct(tokensOf(text), MOST_SEARCH_TOKENS);
}

/**
 * The tokens that a text must all have to match these words: a single Han character, longer Han words as their
 * neighbouring pairs, other words whole. Empty when there is nothing to search by; callers must not take that to match
 * everything.
 */
export function queryTokens(words: string): string[] {
  return firstDistinct(wantedTokensOf(words), MOST_QUERY_TOKENS);
}

function* tokensOf(text: string): Generator<string> {
  for (const [, han, word] of runsOf(text)) {
    if (han !== undefined) {
      yield* han;
      yield* pairsOf(han);
    } else if (word !== undefined) {
      yield word;
      yield* word.match(DIGITS) ?? [];
    }
  }
}

function* wantedTokensOf(words: string): Generator<string> {
  for (const [, han, word] of runsOf(words)) {
    if (han !== undefined && !ONE_CHARACTER.test(han)) yield* pairsOf(han);
    else yield (han ?? word) as string; // the expression always fills one of the two
  }
}

function runsOf(text: string): Iterable<RegExpExecArray> {
  return foldText(text.slice(0, MOST_READ)).matchAll(RUN);
}

function* pairsOf(han: string): Generator<string> {
  let previous: string | undefined;
  for (const character of han) {
    if (previous !== undefined) yield previous + character;
    previous = character;
  }
}

function firstDistinct(tokens: Iterable<string>, most: number): string[] {
  const distinct = new Set<string>();
  for (const token of tokens) {
    distinct.add(token);
    if (distinct.size === most) break;
  }
  return [...distinct];
}
