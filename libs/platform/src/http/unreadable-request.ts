import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { Problem, type ProblemInit } from './problem.js';

/** What Node's HTTP parser refuses before there is a request, by its error's code; anything else is 400. */
const UNREADABLE: Readonly<Record<string, ProblemInit>> = {
  HPE_HEADER_OVERFLOW: { status: 431, code: 'headers-too-large', title: '请求头过大' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-too-slow', title: '请求发送过慢' },
};
const MALFORMED: ProblemInit = { status: 400, code: 'request-malformed', title: '请求格式不正确' };

/** Answers what never became a request as every other error is answered, and ends the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new Problem(UNREADABLE[error.code ?? ''] ?? MALFORMED);
  const body = JSON.stringify(problem.toDocument(randomUUID()));
  const head = [
    `HTTP/1.1 ${problem.status} ${problem.code}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
