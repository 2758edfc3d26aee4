/**
 * A rule of the domain refused the input. `code` is stable and is what callers act on; the message is for developers
 * and carries no personal data.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
