import { types } from 'node:util';

interface PostgresError extends Error {
  code: string;
  severity: string;
  constraint?: string;
  table?: string;
}

/** What may be written about an error: never a query's text, parameters, or a message that repeats a citizen's data. */
export interface SafeError {
  type: string;
  message: string;
  stack?: string | undefined;
  code?: string | undefined;
  cause?: SafeError | undefined;
}

/**
 * Serialises an error for the log. Messages of PostgreSQL ("Key (phone)=(…) already exists") and the fields that
 * TypeORM adds (query, parameters) carry values, so those errors shrink to SQLSTATE, table and constraint.
 */
export function safeError(error: unknown): SafeError {
  if (!isError(error)) return { type: typeof error, message: 'not an Error' };
  const postgres = postgresErrorOf(error);
  if (postgres) {
    const where = [postgres.table, postgres.constraint].filter(Boolean).join('.');
    return {
      type: 'PostgresError',
      message: `SQLSTATE ${postgres.code}${where ? ` at ${where}` : ''}`,
      stack: framesOf(error),
      code: postgres.code,
    };
  }
  return {
    type: error.name,
    message: error.message,
    stack: framesOf(error),
    code: 'code' in error ? String(error.code) : undefined,
    cause: error.cause === undefined ? undefined : safeError(error.cause),
  };
}

/** The PostgreSQL error inside `error` (bare, or wrapped by TypeORM), if there is one. */
export function postgresErrorOf(error: unknown): PostgresError | null {
  const inner = driverErrorOf(error);
  return isError(inner) && 'severity' in inner && 'code' in inner ? (inner as PostgresError) : null;
}

/** What TypeORM has wrapped, or the error itself. */
export function driverErrorOf(error: unknown): unknown {
  return isError(error) && 'driverError' in error ? error.driverError : error;
}

/** Also true for errors of Node's own modules inside a vm context, of whose `Error` they are no instance. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

/** The stack without its head, which repeats the message. */
function framesOf(error: Error): string | undefined {
  return error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
