import { createHmac, timingSafeEqual } from 'node:crypto';
import { foldText, withoutGaps } from '@bancheng/domain';
import { Config } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
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

  /** The code of that renewal, as long as it opens anything: null when another was issued since, as before a repeated request. */
  async standing(tx: EntityManager, caseId: string, renewal = 0): Promise<string | null> {
    return (await renewalsOf(tx, caseId)) === renewal ? this.of(caseId, renewal) : null;
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

/** How often the query code of a case was renewed; the caller holds its lock where the next renewal is to follow. */
export async function renewalsOf(tx: EntityManager, caseId: string): Promise<number> {
  const [row] = await tx.query<{ renewal: number }[]>(
    `select ${RENEWALS} as renewal from casebook.complaint c where c.id = $1`,
    [caseId],
  );
  return row!.renewal;
}

/** SQL: how often the code of the case `c` was issued anew. */
export const RENEWALS = `(select count(*)::int from casebook.act r where r.case_id = c.id and r.kind = 'queryCodeRenewed')`;
