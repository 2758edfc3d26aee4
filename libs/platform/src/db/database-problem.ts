import { unavailable, type Problem } from '../http/problem.js';
import { driverErrorOf, isError, postgresErrorOf } from '../logging/safe-error.js';

const LOCK_NOT_AVAILABLE = '55P03';
const STATEMENT_TIMED_OUT = '57014';
/** Connection exceptions, too many connections, shutting down, starting up. */
const UNREACHABLE_STATES = /^(08...|53300|57P0[123])$/;
const UNREACHABLE_SYSTEM_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT']);
/** node-postgres reports these two by text alone. */
const UNREACHABLE_TEXTS = /^(timeout exceeded when trying to connect|Connection terminated)/;

/** The 503 that a fault of the database means to a caller, who may simply try again; null for any other error. */
export function databaseProblem(error: unknown): Problem | null {
  const state = postgresErrorOf(error)?.code;
  if (state === LOCK_NOT_AVAILABLE || state === STATEMENT_TIMED_OUT) {
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
