import { createHmac, timingSafeEqual } from 'node:crypto';
import { queryCodeSection } from '@bancheng/casebook';
import { Config } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** How long a citizen has to confirm. */
const VALID_MS = 10 * 60_000;
const CONFIRMATION = /^(\d{1,15})\.([\w-]{43})$/;

/**
 * What a citizen gives back to confirm a withdrawal: an instant and the hall's seal on it for this case. Never stored; of
 * use to nobody without the query code too.
 */
@Injectable()
export class WithdrawalConfirmations {
  private readonly secret: string;

  constructor(config: Config) {
    this.secret = config.get(queryCodeSection).secret;
  }

  /** @param now UTC, as are all instants here */
  issue(caseId: string, now: string): { confirmation: string; expiresAt: string } {
    const expires = Date.parse(now) + VALID_MS;
    return { confirmation: `${expires}.${this.seal(caseId, expires)}`, expiresAt: new Date(expires).toISOString() };
  }

  /** Whether it was given out for this case and still holds at `now`. */
  holds(caseId: string, confirmation: string, now: string): boolean {
    const [, expires, seal] = CONFIRMATION.exec(confirmation) ?? [];
    if (expires === undefined || seal === undefined) return false;
    const sealed = timingSafeEqual(Buffer.from(seal), Buffer.from(this.seal(caseId, Number(expires))));
    return sealed && Date.parse(now) <= Number(expires);
  }

  private seal(caseId: string, expires: number): string {
    return createHmac('sha256', this.secret).update(`withdraw:${caseId}:${expires}`).digest('base64url');
  }
}
