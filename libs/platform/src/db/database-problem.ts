import { unavailable, type Problem } from '../http/problem.js';
import { driverErrorOf, isError, postgresErrorOf } from '../logging/safe-error.js';

/** A lock not available, a statement timed out, serialization failure, deadlock: the same again may succeed at once. */
const BUSY_STATES = new Set(['55P03', '57014', '40001', '40P01']);
/**
 * Connection exceptions; too few resources (a full disk, no memory, too many connections); shutting down, starting up; a
 * transaction that idled too long; a fault of the disk; a server that may only be read, as after a change-over.
 */
const UNREACHABLE_STATES = /^(08...|53...|57P0[123]|25P03|58030|25006)$/;
const UNREACHABLE_SYSTEM_CODES = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);
/** node-postgres reports these by text alone; the last two from a connection that broke while it lay in the pool. */
const UNREACHABLE_TEXTS =
  /^(timeout exceeded when trying to connect|Connection terminated|Client (has encountered a connection error|was closed) and is not queryable)/;

/** The 503 that a fault of the database means to a caller, who may simply try again; null for any other error. */
export function databaseProblem(error: unknown): Problem | null {
  const state = postgresErrorOf(error)?.code;
  if (state !== undefined && BUSY_STATES.has(state)) {
    return unavailable('database-busy', '系统繁忙', '同一事项正在被处理，请稍后重试。');
  }
  if (state !== undefined) return UNREACHABLE_STATES.test(state) ? unreachable() : null;
  const inner = driverErrorOf(error);
  if (!isError(inner)) return null;
  const code = 'code' in inner ? String(inner.code) : '';
  return UNREACHABLE_SYSTEM_CODES.has(code) || UNREACHABLE_TEXTS.test(inner.message) ? unreachable() : null;
}

function unreachable(): Problem {
  return unavailable('database-unavailable', '数据库暂不可用', '请稍后重试。');
}
