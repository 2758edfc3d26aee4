import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import type { Logger } from '../logging/logger.js';
import { actorOfClaims } from './actor-of-claims.js';
import type { Actor } from './actor.js';
import { issuerUnavailable, unauthenticated } from './auth.problems.js';
import type { OidcConfig } from './oidc.config.js';

/** Asymmetric only: nobody who can check a token can make one. */
const ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA'];
const TOKEN_TYPES = [undefined, 'jwt', 'at+jwt', 'application/at+jwt'];
const CLOCK_TOLERANCE_S = 30;
const TIMEOUT_MS = 5_000;
/** A key that the provider withdraws ends within a minute, and with it what it signed. */
const REFRESH_KEYS_MS = 45_000;
const RETRY_KEYS_MS = 30_000;
const MOST_KNOWN_TOKENS = 1_000;

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });

/**
 * Verifies access tokens of one OpenID provider. Its keys are found through discovery at the first token, kept, and
 * renewed every 45 seconds; while the provider is down the kept keys stay valid. A token is verified once and then
 * remembered until it expires or the keys are renewed, because checking a signature is the slowest part of a request.
 */
export class TokenVerifier {
  private keys: RemoteJWKSet | null = null;
  private renewKeysAt = 0;
  private readonly known = new Map<string, { actor: Actor; expiresAt: number }>();

  constructor(
    private readonly config: OidcConfig,
    private readonly logger: Logger,
  ) {}

  /** @throws Problem 401 for a bad token, 403 for missing claims, 503 when the provider's keys are out of reach */
  async verify(token: string): Promise<Actor> {
    const keys = (this.keys ??= await this.discover());
    await this.renew(keys);
    const known = this.known.get(token);
    if (known !== undefined && Date.now() < known.expiresAt) return known.actor;
    const claims = await this.claimsOf(token, keys);
    const actor = actorOfClaims(claims, this.config.claims);
    this.remember(token, { actor, expiresAt: claims.exp! * 1_000 });
    return actor;
  }

  /** Forgets the oldest remembered token when there are too many. */
  private remember(token: string, verified: { actor: Actor; expiresAt: number }): void {
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= MOST_KNOWN_TOKENS) this.known.delete(oldest);
    this.known.set(token, verified);
  }

  private async claimsOf(token: string, keys: RemoteJWKSet): Promise<JWTPayload> {
    const { issuer, audience } = this.config;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: CLOCK_TOLERANCE_S,
        requiredClaims: ['sub', 'exp'],
      });
      if (!TOKEN_TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new errors.JWTInvalid('unexpected typ');
      return payload;
    } catch (error) {
      if (isTokenFault(error)) throw unauthenticated('invalid_token');
      this.logger.error({ err: error }, 'cannot fetch the keys of the OpenID provider');
      throw issuerUnavailable();
    }
  }

  private async discover(): Promise<RemoteJWKSet> {
    const url = `${this.config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      const found = discoveryDocument.parse(await response.json());
      if (found.issuer !== this.config.issuer) throw new Error('the discovery document names another issuer');
      this.renewKeysAt = Date.now() + REFRESH_KEYS_MS;
      return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: TIMEOUT_MS, cacheMaxAge: Infinity });
    } catch (error) {
      this.logger.error({ err: error }, 'OpenID discovery failed');
      throw issuerUnavailable();
    }
  }

  /** jose drops keys when they age; here they are only ever replaced by newer ones. */
  private async renew(keys: RemoteJWKSet): Promise<void> {
    if (Date.now() < this.renewKeysAt) return;
    this.renewKeysAt = Date.now() + RETRY_KEYS_MS;
    try {
      await keys.reload();
      this.known.clear();
      this.renewKeysAt = Date.now() + REFRESH_KEYS_MS;
    } catch (error) {
      this.logger.warn({ err: error }, 'cannot renew the keys of the OpenID provider; the known ones go on');
    }
  }
}

/** jose throws its own errors for what is wrong with a token, and two of them (or fetch's) when keys cannot be had. */
function isTokenFault(error: unknown): boolean {
  if (!(error instanceof errors.JOSEError)) return false;
  return error.code !== 'ERR_JOSE_GENERIC' && !(error instanceof errors.JWKSTimeout);
}
