import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { AuthGuard } from './auth/auth.guard.js';
import { CLOCK, type Clock } from './clock/clock.js';
import { Commits } from './db/commits.js';
import { Config } from './config/config.js';
import { HealthController } from './health/health.controller.js';
import { HealthRegistry } from './health/health-registry.js';
import { RouteAudit } from './http/route-audit.js';
import { LOGGER, type Logger } from './logging/logger.js';

/** What every process has once: configuration, clock, logger, health, and the guard over all endpoints. */
@Module({})
export class PlatformModule {
  static forRoot(config: Config, logger: Logger, clock: Clock): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [HealthController],
      providers: [
        { provide: Config, useValue: config },
        { provide: LOGGER, useValue: logger },
        { provide: CLOCK, useValue: clock },
        { provide: APP_GUARD, useClass: AuthGuard },
        Commits,
        HealthRegistry,
        RouteAudit,
      ],
      exports: [Config, LOGGER, CLOCK, Commits, HealthRegistry],
    };
  }
}
