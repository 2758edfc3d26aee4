import { createHash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { actorOf, type AuthenticatedRequest } from '../auth/auth.decorators.js';
import { canonicalJson } from './canonical-json.js';
import type { CommandContext, Idempotency } from './command-context.js';
import { badRequest } from './problem.js';

const KEY = /^[\x21-\x7e]{8,128}$/;

const documented = ApiHeader({
  name: 'Idempotency-Key',
  required: true,
  description: '幂等键：同一请求重发时用同一键，只生效一次并返回当时的结果；8 到 128 个可见字符。',
  schema: { type: 'string', minLength: 8, maxLength: 128 },
});

/**
 * Parameter decorator of every POST that changes something: the {@link CommandContext} of the request.
 * Throws Problem 400 `idempotency-key-required` when the header is missing or malformed.
 */
export const Command = createParamDecorator(
  (_: unknown, context: ExecutionContext): CommandContext => {
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    return { actor: actorOf(request), idempotency: idempotencyOf(request), requestId: request.id };
  },
  [
    (target, key) => {
      documented(target, key!, Object.getOwnPropertyDescriptor(target, key!)!);
    },
  ],
);

function idempotencyOf(request: AuthenticatedRequest): Idempotency {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw badRequest('idempotency-key-required', '缺少幂等键', '请求头 Idempotency-Key 须为 8 到 128 个可见字符。');
  }
  const path = request.url.split('?', 1)[0];
  const asked = [request.method, path, request.body ?? null, request.headers['if-match'] ?? null];
  return {
    key,
    endpoint: `${request.method} ${request.routeOptions.url}`,
    digest: createHash('sha256').update(canonicalJson(asked)).digest('hex'),
  };
}
