import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../logging/logger.js';
import type { AllowedMethods } from './allowed-methods.js';
import type { Problem } from './problem.js';
import { methodNotAllowed, toProblem, unexpected } from './to-problem.js';

/** Every error of every request leaves as `application/problem+json`; unexpected ones are logged, not shown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly allowedMethods: AllowedMethods,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.problemOf(error, request);
    if (problem.status >= 500) this.logger.error({ err: error, requestId: request.id }, problem.code);
    void reply
      .status(problem.status)
      .headers(problem.headers)
      .type('application/problem+json')
      .send(JSON.stringify(problem.toDocument(request.id)));
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    const problem = toProblem(error) ?? unexpected();
    if (problem.code !== 'route-not-found') return problem;
    const allowed = this.allowedMethods.of(request.url);
    return allowed.length > 0 ? methodNotAllowed(allowed) : problem;
  }
}
