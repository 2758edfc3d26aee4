import { Writable } from 'node:stream';
import { pino } from 'pino';
import { QueryFailedError } from 'typeorm';
import { safeError } from './safe-error.js';

function postgresError(message: string): Error {
  return Object.assign(new Error(message), {
    severity: 'ERROR',
    code: '23505',
    table: 'particulars',
    constraint: 'particulars_phone',
    detail: 'Key (phone)=(13800000000) already exists.',
  });
}

describe('safeError', () => {
  it('keeps a query’s text, parameters and messages out of the log', () => {
    const error = new QueryFailedError('insert … 王小明', ['13800000000'], postgresError('duplicate 王小明'));
    let line = '';
    const sink = new Writable({ write: (chunk, _, done) => ((line += String(chunk)), done()) });
    pino({ serializers: { err: safeError } }, sink).error({ err: new Error('outer', { cause: error }) });
    expect(line).toContain('SQLSTATE 23505 at particulars.particulars_phone');
    expect(line).not.toMatch(/王小明|13800000000|insert/);
  });

  it('keeps where an ordinary error came from', () => {
    const safe = safeError(new RangeError('out of bounds'));
    expect(safe).toMatchObject({ type: 'RangeError', message: 'out of bounds' });
    expect(safe.stack).toContain('safe-error.spec');
  });
});
