import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Config } from '../config/config.js';
import { HealthRegistry } from '../health/health-registry.js';
import { Commits } from './commits.js';
import { createDataSource, type DataSourceInput } from './data-source.js';
import { databaseSection, type ServiceName } from './database.config.js';
import { UnitOfWork } from './unit-of-work.js';

/** Injection token of a service's DataSource: several services may live in one process, each under its own role. */
export function dataSourceToken(service: ServiceName): string {
  return `DataSource:${service}`;
}

/** Injection token of a service's {@link UnitOfWork}. */
export function unitOfWorkToken(service: ServiceName): string {
  return `UnitOfWork:${service}`;
}

export const InjectDataSource = (service: ServiceName) => Inject(dataSourceToken(service));
export const InjectUnitOfWork = (service: ServiceName) => Inject(unitOfWorkToken(service));

/** Closes a DataSource after the HTTP server and the workers have come to rest. */
class DataSourceCloser implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

@Module({})
export class DatabaseModule {
  /**
   * Connects one service with the URL of its configuration section (`databaseSection(service)`); its database must
   * answer for the process to be ready.
   */
  static forService(
    service: ServiceName,
    options: Pick<DataSourceInput, 'schema' | 'entities' | 'poolSize'>,
  ): DynamicModule {
    const source = dataSourceToken(service);
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: source,
          inject: [Config, HealthRegistry],
          useFactory: async (config: Config, health: HealthRegistry) => {
            const { url } = config.get(databaseSection(service));
            const dataSource = createDataSource({ ...options, url, applicationName: `bancheng-${service}` });
            health.require(`database:${service}`, () => dataSource.query('select 1'));
            return dataSource.initialize();
          },
        },
        {
          provide: unitOfWorkToken(service),
          inject: [source, Commits],
          useFactory: (db: DataSource, commits: Commits) => new UnitOfWork(db, commits),
        },
        { provide: DataSourceCloser, inject: [source], useFactory: (db: DataSource) => new DataSourceCloser(db) },
      ],
      exports: [source, unitOfWorkToken(service)],
    };
  }
}
