import { searchTokens } from './search-tokens.js';

/**
 * From which likeness on two texts may tell of the same matter. Of the published samples (`test/samples`) no two different
 * matters come above 0.17, and each matter told again in other words stays above 0.5 (`likeness.spec.ts`).
 */
export const LIKE_MATTER = 0.35;

/** A text of fewer words than this says too little to be taken for a part of any other. */
const FEWEST_WORDS = 8;

/**
 * How much another text shares with this one, of the shorter of the two, from 0 to 1: pairs of neighbouring Han characters, and other words whole. The
 * same in both orders; 0 where one of them says nothing.
 */
export function likenessTo(one: string): (other: string) => number {
  const words = new Set(wordsOf(one));
  return (other) => {
    const others = wordsOf(other);
    const shared = others.filter((word) => words.has(word)).length;
    return shared / Math.max(FEWEST_WORDS, Math.min(words.size, others.length));
  };
}

/** Each once; single characters stand in too many texts to tell anything. */
function wordsOf(text: string): string[] {
  return searchTokens(text).filter((token) => token.length > 1);
}
