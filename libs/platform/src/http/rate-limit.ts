import { RouteConfig } from '@nestjs/platform-fastify';
import { applyDecorators } from '@nestjs/common';
import { ApiTooManyRequestsResponse } from '@nestjs/swagger';
import { Problem } from './problem.js';

/** Limits a public endpoint to so many calls a minute from one address; more give Problem 429 `too-many-requests`. */
export const RateLimit = (perMinute: number) =>
  applyDecorators(
    RouteConfig({ rateLimit: { max: perMinute, timeWindow: 60_000, errorResponseBuilder: tooMany } }),
    ApiTooManyRequestsResponse({ description: '请求过于频繁' }),
  );

function tooMany(): Problem {
  return new Problem({ status: 429, code: 'too-many-requests', title: '请求过于频繁', detail: '请一分钟后再试。' });
}
