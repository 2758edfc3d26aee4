import { applyDecorators } from '@nestjs/common';
import { RouteConfig, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiTooManyRequestsResponse } from '@nestjs/swagger';
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { Problem } from './problem.js';

const MINUTE_MS = 60_000;
/** Many people may share an address, as a mobile network's do. */
const MOST_OF_AN_ADDRESS = 300;

/**
 * Limits a public endpoint to so many calls a minute about one `number` of the body from one address, and to 300 from that
 * address in all; more give Problem 429 `too-many-requests`.
 */
export const RateLimit = (perMinute: number) =>
  applyDecorators(
    RouteConfig({
      rateLimit: {
        max: perMinute,
        timeWindow: MINUTE_MS,
        hook: 'preHandler',
        keyGenerator: numberAndAddress,
        errorResponseBuilder: () => tooMany(),
      },
    }),
    ApiTooManyRequestsResponse({ description: '请求过于频繁' }),
  );

/** To be called before any route is known. */
export async function limitRates(app: NestFastifyApplication): Promise<void> {
  await app.register(rateLimit, { global: false });
  const fastify = app.getHttpAdapter().getInstance();
  const ofAddress = fastify.createRateLimit({ max: MOST_OF_AN_ADDRESS, timeWindow: MINUTE_MS });
  fastify.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.rateLimit === undefined) return;
    const limit = await ofAddress(request);
    if (!limit.isAllowed && limit.isExceeded) throw tooMany({ 'retry-after': String(limit.ttlInSeconds) });
  });
}

function numberAndAddress({ ip, body }: FastifyRequest): string {
  const number = (body as { number?: unknown } | null | undefined)?.number;
  return `${ip} ${typeof number === 'string' ? number.trim().toUpperCase() : ''}`;
}

function tooMany(headers: Record<string, string> = {}): Problem {
  const [title, detail] = ['请求过于频繁', '请一分钟后再试。'];
  return new Problem({ status: 429, code: 'too-many-requests', title, detail, headers });
}
