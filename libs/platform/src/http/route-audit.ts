import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PATH_METADATA, ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PUBLIC, ROLES_ALLOWED } from '../auth/auth.decorators.js';
import { oidcSection } from '../auth/oidc.config.js';
import { Config } from '../config/config.js';

const VALIDATED = new Set([RouteParamtypes.BODY, RouteParamtypes.QUERY, RouteParamtypes.PARAM]);

/**
 * Refuses to start when an endpoint does not say who may call it, when it reads a body, query or path parameter
 * without a schema, or when it needs tokens and no OpenID provider is configured.
 */
@Injectable()
export class RouteAudit implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    const faults = this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      const handlers = this.scanner
        .getAllMethodNames(prototype)
        .filter((name) => Reflect.hasMetadata(PATH_METADATA, prototype[name]!));
      return handlers.flatMap((name) => this.faultsOf(metatype as new () => unknown, name, prototype[name]!));
    });
    if (faults.length > 0) throw new Error(`Unsafe endpoints:\n${faults.join('\n')}`);
  }

  private faultsOf(controller: new () => unknown, name: string, handler: () => unknown): string[] {
    const where = `  ${controller.name}.${name}`;
    const targets = [handler, controller];
    const open = this.reflector.getAllAndOverride<true | undefined>(PUBLIC, targets) === true;
    const roles = this.reflector.getAllAndOverride<string[] | undefined>(ROLES_ALLOWED, targets);
    const faults: string[] = [];
    if (open === (roles !== undefined)) faults.push(`${where}: needs either @Roles(...) or @Public()`);
    if (!open && !this.config.has(oidcSection)) faults.push(`${where}: needs tokens but oidcSection is not loaded`);
    if (hasUnvalidatedInput(controller, name)) faults.push(`${where}: reads input without a schema`);
    return faults;
  }
}

function hasUnvalidatedInput(controller: new () => unknown, name: string): boolean {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) ?? {}) as Record<
    string,
    { schema?: unknown }
  >;
  return Object.entries(parameters).some(
    ([key, { schema }]) => VALIDATED.has(Number(key.split(':')[0])) && schema === undefined,
  );
}
