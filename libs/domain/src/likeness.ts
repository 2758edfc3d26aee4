import { searchTokens } from './search-tokens.js';

/**
 * From this likeness on two texts may be about the same matter. Of the published samples (`test/samples`) no two
 * different matters come above 0.17, and a matter told again in other words stays above 0.5 (`likeness.spec.ts`).
 */
export const LIKE_MATTER = 0.35;

/** A text counts as this many words at least: a shorter one would look alike to any text that contains it. */
const FEWEST_WORDS = 8;

/**
 * How much of the shorter text the other one shares, from 0 to 1, counted in pairs of neighbouring Han characters and in
 * other whole words. The order of the two makes no difference; 0 where one has no words.
 */
export function likenessTo(one: string): (other: string) => number {
  const words = new Set(wordsOf(one));
  return (other) => {
    const others = wordsOf(other);
    const shared = others.filter((word) => words.has(word)).length;
    return shared / Math.max(FEWEST_WORDS, Math.min(words.size, others.length));
  };
}

/** Each word once. Single characters are left out: they occur in too many texts. */
function wordsOf(text: string): string[] {
  return searchTokens(text).filter((token) => token.length > 1);
}
