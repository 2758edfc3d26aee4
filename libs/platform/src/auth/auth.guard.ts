import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Config } from '../config/config.js';
import { LOGGER, type Logger } from '../logging/logger.js';
import type { Role } from './actor.js';
import { PUBLIC, ROLES_ALLOWED, type AuthenticatedRequest } from './auth.decorators.js';
import { roleRequired, unauthenticated } from './auth.problems.js';
import { oidcSection } from './oidc.config.js';
import { TokenVerifier } from './token-verifier.js';

/** Global: every endpoint but the public ones needs an access token with one of the endpoint's roles. */
@Injectable()
export class AuthGuard implements CanActivate {
  /** Null in a process that has public endpoints only (`RouteAudit` refuses to start any other without OIDC). */
  private readonly verifier: TokenVerifier | null;

  constructor(
    private readonly reflector: Reflector,
    config: Config,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.verifier = config.has(oidcSection) ? new TokenVerifier(config.get(oidcSection), logger) : null;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<true | undefined>(PUBLIC, targets)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = /^Bearer ([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || this.verifier === null) throw unauthenticated(null);
    const actor = await this.verifier.verify(token);
    const allowed = this.reflector.getAllAndOverride<Role[]>(ROLES_ALLOWED, targets);
    if (!actor.roles.some((role) => allowed.includes(role))) throw roleRequired();
    request.actor = actor;
    return true;
  }
}
