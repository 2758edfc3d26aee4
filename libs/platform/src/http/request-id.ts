import type { IncomingMessage } from 'node:http';
import { uuidv7 } from '../ids/uuid.js';

const WELL_FORMED = /^[\w.-]{8,64}$/;

/** The caller's `X-Request-Id` when it is 8 to 64 letters, digits, `_`, `.` or `-`; else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : uuidv7();
}
