import { QueryFailedError } from 'typeorm';
import { databaseProblem } from './database-problem.js';

const postgres = (code: string) => Object.assign(new Error('…'), { severity: 'ERROR', code });

describe('databaseProblem', () => {
  it.each([
    ['a lock that was not had in time', new QueryFailedError('', [], postgres('55P03')), 'database-busy'],
    ['a server that shuts down', postgres('57P01'), 'database-unavailable'],
    ['a deadlock', postgres('40P01'), 'database-busy'],
    ['a full disk', new QueryFailedError('', [], postgres('53100')), 'database-unavailable'],
    ['no memory left', postgres('53200'), 'database-unavailable'],
    ['a fault of the disk', postgres('58030'), 'database-unavailable'],
    ['a server that may only be read', postgres('25006'), 'database-unavailable'],
    ['a lost connection', new QueryFailedError('', [], postgres('08006')), 'database-unavailable'],
    ['no server', Object.assign(new Error('…'), { code: 'ECONNREFUSED' }), 'database-unavailable'],
    [
      'a name server that does not answer',
      Object.assign(new Error('…'), { code: 'EAI_AGAIN' }),
      'database-unavailable',
    ],
    ['no way to the server', Object.assign(new Error('…'), { code: 'EHOSTUNREACH' }), 'database-unavailable'],
    ['no way to its network', Object.assign(new Error('…'), { code: 'ENETUNREACH' }), 'database-unavailable'],
    [
      'a connection that broke before the question',
      new Error('Client has encountered a connection error and is not queryable'),
      'database-unavailable',
    ],
    [
      'a connection that was closed before the question',
      new Error('Client was closed and is not queryable'),
      'database-unavailable',
    ],
    ['a full pool', new Error('timeout exceeded when trying to connect'), 'database-unavailable'],
  ])('calls %s a 503', (_, error, code) => {
    expect(databaseProblem(error)).toMatchObject({ status: 503, code, headers: { 'retry-after': '5' } });
  });

  it.each([
    ['a broken rule', new QueryFailedError('', [], postgres('23505'))],
    ['a programming error', new TypeError('x is not a function')],
    ['no error at all', null],
  ])('leaves %s to others', (_, error) => {
    expect(databaseProblem(error)).toBeNull();
  });
});
