import type { FastifyInstance } from 'fastify';
import { badRequest } from './problem.js';

/** Deeper than any body of ours; a parser, a schema and a canonical form each walk as deep as the body goes. */
const DEEPEST = 16;

/** Takes JSON bodies, those too deep to be ours refused before anything walks into them. */
export function acceptJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser('application/json');
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isDeep(body)) {
      done(badRequest('body-too-deep', '提交的内容嵌套过深', `至多 ${DEEPEST} 层。`));
      return;
    }
    void parse(request, body, done);
  });
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
