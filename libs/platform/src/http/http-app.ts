import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { SystemClock, type Clock } from '../clock/clock.js';
import type { Config } from '../config/config.js';
import { createLogger, PinoNestLogger } from '../logging/logger.js';
import { PlatformModule } from '../platform.module.js';
import { AllowedMethods } from './allowed-methods.js';
import { CHINESE_MESSAGES } from './field-messages.js';
import { acceptJson } from './json-body.js';
import { acceptJsonLines } from './json-lines.js';
import { buildOpenApi, type OpenApiInfo } from './openapi.js';
import { ProblemFilter } from './problem.filter.js';
import { processSection } from './process.config.js';
import { limitRates } from './rate-limit.js';
import { requestIdOf } from './request-id.js';
import { logRequests } from './request-log.js';
import { answerUnreadable } from './unreadable-request.js';
import { ValidationPipe } from './validation.pipe.js';

const BODY_LIMIT_BYTES = 256 * 1024;
/** A caller has so long (ms) to send the headers, and the whole request; who trickles bytes holds no connection for ever. */
const HEADERS_WITHIN_MS = 15_000;
const REQUEST_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 5_000;
/** Answers are about people, and are nobody's to keep, to guess a type of, or to frame. */
const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
};

@Module({})
class RootModule {}

/**
 * Builds (but does not start listening) the application of one process over Fastify: platform, `root` and its modules,
 * problems, validation, request ids, request log, health, and Swagger at `/docs` with the document at `/openapi.json`.
 * @param config must hold `processSection`, and `oidcSection` as soon as any endpoint is not public
 * @throws whatever keeps a module from starting, a database that does not answer above all
 * @param clock where every act takes its time from; the system's unless a test or time skipping brings its own
 */
export async function createHttpApp(
  root: Type<unknown> | DynamicModule,
  config: Config,
  openApi: OpenApiInfo,
  clock: Clock = new SystemClock(),
): Promise<NestFastifyApplication> {
  z.config(CHINESE_MESSAGES);
  const { logLevel, trustProxy } = config.get(processSection);
  const logger = createLogger(logLevel);
  const allowedMethods = new AllowedMethods();
  const problems = new ProblemFilter(logger, allowedMethods);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy,
    requestTimeout: REQUEST_WITHIN_MS,
    http: { headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: LOOK_EVERY_MS },
    clientErrorHandler: answerUnreadable,
    genReqId: requestIdOf,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      problems.answer(error, request, reply),
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.removeContentTypeParser('text/plain');
  acceptJson(fastify);
  acceptJsonLines(fastify);
  allowedMethods.watch(fastify);
  logRequests(fastify, logger);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.headers({ 'x-request-id': request.id, ...ANSWER_HEADERS });
    done();
  });

  const module = { module: RootModule, imports: [PlatformModule.forRoot(config, logger, clock), root] };
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new PinoNestLogger(logger),
    abortOnError: false, // reject instead of aborting the process
    bodyParser: false, // Fastify's own takes JSON; Nest's would take forms too
  });
  app.useGlobalPipes(new ValidationPipe());
  app.useGlobalFilters(problems);
  app.enableShutdownHooks();
  await limitRates(app);
  SwaggerModule.setup('docs', app, () => buildOpenApi(app, openApi), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: openApi.title,
  });
  return app;
}
