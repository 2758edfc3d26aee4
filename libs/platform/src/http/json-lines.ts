import { applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiConsumes } from '@nestjs/swagger';
import { errorCodes, type FastifyInstance } from 'fastify';

const JSON_LINES = 'application/x-ndjson';
/** What a proxy in front of us lets through by default. */
const BODY_LIMIT_BYTES = 1024 * 1024;

/** For an endpoint that takes a file of JSON lines, as one text, instead of JSON. */
export function JsonLines() {
  return applyDecorators(RouteConfig({ jsonLines: true }), ApiConsumes(JSON_LINES));
}

/** Takes JSON lines where an endpoint asks for them; everywhere else they are an unsupported media type. */
export function acceptJsonLines(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    JSON_LINES,
    { parseAs: 'string', bodyLimit: BODY_LIMIT_BYTES },
    (request, body, done) => {
      const { jsonLines } = request.routeOptions.config as { jsonLines?: boolean };
      if (jsonLines === true) done(null, body);
      else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE());
    },
  );
}
