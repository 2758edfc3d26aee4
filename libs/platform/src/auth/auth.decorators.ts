import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor, Role } from './actor.js';

export const PUBLIC = 'bancheng:public';
export const ROLES_ALLOWED = 'bancheng:roles';
/** Name of the security scheme in the OpenAPI document. */
export const OIDC_SCHEME = 'oidc';

/** No token needed: health, docs, public status. */
export const Public = () => SetMetadata(PUBLIC, true);

/** Who may call the endpoint: anyone holding one of the roles. Every endpoint is either this or {@link Public}. */
export const Roles = (...roles: [Role, ...Role[]]) =>
  applyDecorators(SetMetadata(ROLES_ALLOWED, roles), ApiBearerAuth(OIDC_SCHEME), ApiExtension('x-roles', roles));

export type AuthenticatedRequest = FastifyRequest & { actor?: Actor };

/** The caller as the guard found it; only on endpoints with roles. */
export function actorOf(request: AuthenticatedRequest): Actor {
  if (!request.actor) throw new Error('@CurrentActor() and @Command() need an endpoint with @Roles()');
  return request.actor;
}

/** Parameter decorator: the {@link Actor} who calls. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) =>
  actorOf(context.switchToHttp().getRequest<AuthenticatedRequest>()),
);
