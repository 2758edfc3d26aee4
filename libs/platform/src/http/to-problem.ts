import { HttpException } from '@nestjs/common';
import { databaseProblem } from '../db/database-problem.js';
import { Problem, type ProblemInit } from './problem.js';

/** What Nest and Fastify refuse by themselves, by status. */
const REFUSALS: Readonly<Record<number, Pick<ProblemInit, 'code' | 'title' | 'detail'>>> = {
  400: { code: 'request-malformed', title: '请求格式不正确', detail: '请求体不是正确的 JSON，或请求行、请求头有误。' },
  404: { code: 'route-not-found', title: '没有这个地址' },
  413: {
    code: 'body-too-large',
    title: '提交的内容过大',
    detail: '请求体不能超过 256 KB；成批上传的文件不能超过 1 MB。',
  },
  414: { code: 'uri-too-long', title: '地址过长' },
  415: {
    code: 'media-type-unsupported',
    title: '不支持的内容类型',
    detail: '请用 Content-Type: application/json；成批上传的文件用 application/x-ndjson。',
  },
};

/** The problem that an error means to the caller; null when it is our fault and must be logged. */
export function toProblem(error: unknown): Problem | null {
  if (error instanceof Problem) return error;
  const status = statusOf(error);
  const refusal = status === null ? undefined : REFUSALS[status];
  if (status !== null && refusal) return new Problem({ status, ...refusal });
  return databaseProblem(error);
}

function statusOf(error: unknown): number | null {
  if (error instanceof HttpException) return error.getStatus();
  const isFastifyError = error instanceof Error && error.name === 'FastifyError' && 'statusCode' in error;
  return isFastifyError ? Number(error.statusCode) : null;
}

export function methodNotAllowed(allowed: readonly string[]): Problem {
  return new Problem({
    status: 405,
    code: 'method-not-allowed',
    title: '此地址不支持该方法',
    headers: { allow: allowed.join(', ') },
  });
}

export function unexpected(): Problem {
  return new Problem({
    status: 500,
    code: 'unexpected',
    title: '系统内部错误',
    detail: '请将请求编号告知系统管理员。',
  });
}
