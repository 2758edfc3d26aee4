import { createHmac, timingSafeEqual } from 'node:crypto';
import { Config } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { queryCodeSection } from './query-code.config.js';

/** RFC 4648 base32: no 0, 1, 8 or 9 that could be taken for a letter. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 10;

/**
 * The code with which a citizen asks after a case: ten base32 characters (50 bits) made of the case's id and the hall's
 * secret. Never stored; whoever has the database has no codes.
 */
@Injectable()
export class QueryCodes {
  private readonly secret: string;

  constructor(config: Config) {
    this.secret = config.get(queryCodeSection).secret;
  }

  of(caseId: string): string {
    const digest = this.seal(`query-code:${caseId}`);
    return [...digest.subarray(0, LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }

  /** A digest by the hall's secret: 32 bytes that tell nobody else what they are of. */
  seal(text: string): Buffer {
    return createHmac('sha256', this.secret).update(text).digest();
  }

  /**
   * Whether `given` (letters of either case, spaces and hyphens between them) is the case's code. Takes the same time for
   * any code of the right length, and for a case that does not exist (null), which has none.
   */
  matches(caseId: string | null, given: string): boolean {
    const expected = Buffer.from(this.of(caseId ?? ''));
    const asked = Buffer.from(given.replace(/[\s-]/g, '').toUpperCase());
    return asked.length === expected.length && timingSafeEqual(asked, expected) && caseId !== null;
  }
}
