import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { badRequest } from './problem.js';

/** Deeper than any body of ours; a parser, a schema and a canonical form each walk as deep as the body goes. */
const DEEPEST = 16;

const NOT_UTF8 = '文字须为 UTF-8 编码；GBK 等其他编码的内容请先转换，否则汉字会变成乱码。';

/**
 * Takes JSON bodies in UTF-8, those too deep to be ours refused before anything walks into them. An empty one is none: clients
 * send the type of a body with every POST, and where a body is needed its schema says so.
 */
export function acceptJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    if (bytes.length === 0) {
      done(null, undefined);
      return;
    }
    const body = readUtf8(bytes);
    if (body === null) {
      done(badRequest('body-not-utf8', '提交的内容不是 UTF-8 编码', NOT_UTF8));
      return;
    }
    if (isDeep(body)) {
      done(badRequest('body-too-deep', '提交的内容嵌套过深', `至多 ${DEEPEST} 层。`));
      return;
    }
    void parse(request, body, done);
  });
}

/** Null for bytes that are no UTF-8: read anyhow, they would turn to U+FFFD and the words be lost. */
function readUtf8(bytes: Buffer): string | null {
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** Whether brackets outside of texts nest too deep; of a body that is no JSON any answer will do. */
function isDeep(body: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < body.length; at += 1) {
    const character = body[at];
    if (inText) {
      if (character === '\\') at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return false;
}
