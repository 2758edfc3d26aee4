import type { Actor } from '../auth/actor.js';

/** What makes a command the same command again. */
export interface Idempotency {
  /** The caller's key, 8 to 128 visible characters. */
  readonly key: string;
  /** Method and route, for example `POST /v1/complaints/:id/answer`. */
  readonly endpoint: string;
  /** SHA-256 (hex) of everything that the request asks for: the same key with another digest is a mistake. */
  readonly digest: string;
}

/** One command of one actor; `idempotency` is null where another mechanism makes it apply once. */
export interface CommandContext {
  readonly actor: Actor;
  readonly idempotency: Idempotency | null;
  readonly requestId: string;
}
