import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Problem, badRequest } from './problem.js';

const TAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The entity tag of a row's version: `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

function documented(required: boolean) {
  const header = ApiHeader({
    name: 'If-Match',
    required,
    description: '所修改内容的 ETag；与当前不符时返回 412。',
    schema: { type: 'string', pattern: TAG.source },
  });
  const onMethod: ParameterDecorator = (target, key) => {
    header(target, key!, Object.getOwnPropertyDescriptor(target, key!)!);
  };
  return [onMethod];
}

/**
 * Parameter decorator of an edit: the version (a number) that the caller saw, from `If-Match`. Weak tags are taken like
 * strong ones, because proxies that compress weaken them.
 * Throws Problem 428 `if-match-required` without the header, 400 `if-match-malformed` for anything that is no tag of ours.
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const version = versionOf(context);
  if (version === null) {
    throw new Problem({
      status: 428,
      code: 'if-match-required',
      title: '缺少 If-Match',
      detail: '请先取得最新内容及其 ETag。',
    });
  }
  return version;
}, documented(true));

/** The same where the caller need not say what it saw: null without the header. */
export const OptionalIfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number | null => versionOf(context),
  documented(false),
);

function versionOf(context: ExecutionContext): number | null {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) return null;
  const version = TAG.exec(header)?.[1];
  if (version === undefined) throw badRequest('if-match-malformed', 'If-Match 格式不正确', '应为取得内容时的 ETag。');
  return Number(version);
}
