import { Writable } from 'node:stream';
import fastify from 'fastify';
import { pino } from 'pino';
import { logRequests } from './request-log.js';

describe('the request log', () => {
  it('names the route and the outcome, and nothing that the request said', async () => {
    const lines: string[] = [];
    const sink = new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) });
    const server = fastify({ genReqId: () => 'req-1' });
    logRequests(server, pino(sink));
    server.post('/v1/people/:name', (_, reply) => reply.status(202).send());
    server.get('/health/live', () => 'up');
    await server.inject({
      method: 'POST',
      url: '/v1/people/王小明?phone=13800000000',
      headers: { authorization: 'Bearer secret' },
      payload: { record: '窗口不收材料' },
    });
    await server.inject('/v1/nowhere/王小明');
    await server.inject('/health/live');
    await server.close();

    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ requestId: 'req-1', method: 'POST', route: '/v1/people/:name', status: 202 }),
      expect.objectContaining({ method: 'GET', route: null, status: 404 }),
    ]);
    expect(lines.join('')).not.toMatch(/王小明|%E7%8E%8B|13800000000|secret|窗口/);
  });
});
