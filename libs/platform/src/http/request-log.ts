import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger.js';

/**
 * One line a request: the route's pattern, never the URL (it may say too much), never a body or a header. Probes only
 * show at level debug.
 */
export function logRequests(fastify: FastifyInstance, logger: Logger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? null;
    const level = route?.startsWith('/health/') ? 'debug' : 'info';
    const { id: requestId, method } = request;
    logger[level]({ requestId, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}
