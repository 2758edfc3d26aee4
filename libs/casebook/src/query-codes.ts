import { createHmac, timingSafeEqual } from 'node:crypto';
import { foldText, withoutGaps } from '@bancheng/domain';
import { Config } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { queryCodeSection } from './query-code.config.js';

/** RFC 4648 base32: no 0, 1, 8 or 9. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 10;
/** What people read as one another; a code is compared as if they were one. */
const ALIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', l: 'i', '8': 'b' };

/** Which code of which case: the first one, or the one of its `renewal`th renewal. */
interface CodeOf {
  id: string;
  renewal: number;
}

/**
 * The code with which a citizen asks after a case: ten base32 characters (50 bits) made of the case's id, how often it was
 * renewed and the hall's secret. Never stored; whoever has the database has no codes.
 */
@Injectable()
export class QueryCodes {
  private readonly secret: string;

  constructor(config: Config) {
    this.secret = config.get(queryCodeSection).secret;
  }

  of(caseId: string, renewal = 0): string {
    const digest = this.seal(renewal === 0 ? `query-code:${caseId}` : `query-code:${caseId}:${renewal}`);
    return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }

  /** A digest by the hall's secret: 32 bytes that tell nobody else what they are of. */
  seal(text: string): Buffer {
    return createHmac('sha256', this.secret).update(text).digest();
  }

  /**
   * Whether `given` is the case's present code, in any case and width, with blanks and hyphens, and whatever of O and 0, I, 1 and L,
   * B and 8 was taken for the other. Takes the same time for any code of the right length, and for a case that does not exist
   * (null), which has none.
   */
  matches(one: CodeOf | null, given: string): boolean {
    const expected = Buffer.from(readable(this.of(one?.id ?? '', one?.renewal)));
    const asked = Buffer.from(readable(given));
    return asked.length === expected.length && timingSafeEqual(asked, expected) && one !== null;
  }
}

function readable(code: string): string {
  return withoutGaps(foldText(code)).replace(/[01l8]/g, (character) => ALIKE[character]!);
}
