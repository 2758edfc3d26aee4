import { randomUUID } from 'node:crypto';
import { queryCodeSection } from '@bancheng/casebook';
import {
  Config,
  createHttpApp,
  databaseSection,
  kafkaSection,
  oidcSection,
  processSection,
  temporalSection,
  type MigrationSet,
  type Role,
  type Section,
  type ServiceName,
} from '@bancheng/platform';
import type { DynamicModule, InjectionToken, Type } from '@nestjs/common';
import { Client } from 'pg';
import type { FakeClock } from './fake-clock.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { TestIssuer } from './test-issuer.js';

/** Who calls, beside the role; the defaults are `<role>-1` of jurisdiction 370406, and `scjg` for a department. */
export interface Person {
  readonly subject?: string;
  readonly jurisdiction?: string;
  readonly department?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The JSON of the body; undefined when there is none. */
  readonly body: any;
}

/** Calls the API as one person, or without a token. */
export interface Caller {
  get(url: string): Promise<Answer>;
  /** Sends an `Idempotency-Key` of its own unless `headers` bring one. */
  post(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  put(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  patch(url: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  delete(url: string): Promise<Answer>;
}

export interface ServiceAppInput {
  readonly module: Type<unknown> | DynamicModule;
  readonly services: readonly ServiceName[];
  /** The platform's own come first by themselves. */
  readonly migrations: readonly MigrationSet[];
  readonly clock: FakeClock;
  /** The module's own, beside the platform's and the casebook's. */
  readonly sections?: readonly Section<unknown>[];
  /** Further environment variables; Temporal and Kafka are absent unless they are named here. */
  readonly env?: Readonly<Record<string, string>>;
}

const ABSENT = '127.0.0.1:1';
const DEPARTMENT_ROLES: readonly Role[] = ['department', 'department-system'];

/**
 * Service modules running over HTTP on a database and an OpenID issuer of their own. Kafka and Temporal do not answer,
 * as on a bad day.
 */
export async function startServiceApp(input: ServiceAppInput): Promise<ServiceApp> {
  const database = await createTestDatabase(input.migrations);
  const issuer = await TestIssuer.start();
  const owner = new Client({ connectionString: database.ownerUrl });
  try {
    await owner.connect();
    const app = await createHttpApp(
      input.module,
      configOf(input, database, issuer),
      { title: 'test', version: '1' },
      input.clock,
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new ServiceApp(app, database, issuer, owner);
  } catch (error) {
    await Promise.all([owner.end(), issuer.stop()]);
    await database.drop();
    throw error;
  }
}

function configOf(
  { services, env, sections = [] }: ServiceAppInput,
  database: TestDatabase,
  issuer: TestIssuer,
): Config {
  const urls = services.map((service) => [
    `DATABASE_URL_${service.toUpperCase().replaceAll('-', '_')}`,
    database.serviceUrls[service],
  ]);
  const given = {
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    OIDC_ISSUER: issuer.url,
    OIDC_AUDIENCE: 'bancheng',
    TEMPORAL_ADDRESS: ABSENT,
    KAFKA_BROKERS: ABSENT,
    QUERY_CODE_SECRET: 'only-for-tests-only-for-tests-only',
    ...(Object.fromEntries(urls) as Record<string, string>),
    ...env,
  };
  const always = [processSection, oidcSection, temporalSection, kafkaSection, queryCodeSection];
  return Config.load(given, [...always, ...sections, ...services.map((service) => databaseSection(service))]);
}

type HttpApp = Awaited<ReturnType<typeof createHttpApp>>;

export class ServiceApp {
  constructor(
    private readonly app: HttpApp,
    readonly database: TestDatabase,
    private readonly issuer: TestIssuer,
    private readonly owner: Client,
  ) {}

  /** Calls with a token of this role. */
  as(role: Role, person: Person = {}): Caller {
    const token = this.token(role, person);
    return this.caller(async () => ({ authorization: `Bearer ${await token}` }));
  }

  /** Calls without a token. */
  get anyone(): Caller {
    return this.caller(() => Promise.resolve({}));
  }

  token(role: Role, { subject, jurisdiction, department }: Person = {}): Promise<string> {
    const own = department ?? (DEPARTMENT_ROLES.includes(role) ? 'scjg' : undefined);
    return this.issuer.token({
      sub: subject ?? `${role}-1`,
      bancheng_roles: [role],
      ...(jurisdiction === undefined ? {} : { bancheng_jurisdiction: jurisdiction }),
      ...(own === undefined ? {} : { bancheng_department: own }),
    });
  }

  /** A token with these claims, whatever they are. */
  signed(claims: Readonly<Record<string, unknown>>): Promise<string> {
    return this.issuer.token(claims);
  }

  /** A request by hand: rubbish bodies, headers, other methods. */
  get inject(): HttpApp['inject'] {
    return this.app.inject.bind(this.app) as HttpApp['inject'];
  }

  /** A provider of any module, for example a service's activities. */
  provider<T>(token: InjectionToken<T>): T {
    return this.app.get<T>(token, { strict: false });
  }

  /** A query as the database's owner, who may see everything. */
  async ownerQuery<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.owner.query(sql, parameters)).rows as T[];
  }

  /** Departments of a jurisdiction, active, as its admin would put them. */
  async putDepartments(codes: readonly string[], jurisdiction = '370406'): Promise<void> {
    await this.owner.query(
      `insert into casebook.department (jurisdiction, code, name, active)
       select $1, code, '部门 ' || code, true from unnest($2::text[]) as code`,
      [jurisdiction, codes],
    );
  }

  /** People of a jurisdiction on duty, called `name of <subject>`, as its admin would put them. */
  async putPeople(role: Role, subjects: readonly string[], jurisdiction = '370406'): Promise<void> {
    await this.owner.query(
      `insert into directory.person (jurisdiction, subject, name, roles, active, kept_by, version)
       select $1, subject, 'name of ' || subject, array[$2], true, 'admin', 1 from unnest($3::text[]) as subject`,
      [jurisdiction, role, subjects],
    );
  }

  async close(): Promise<void> {
    await this.app.close();
    await Promise.all([this.owner.end(), this.issuer.stop()]);
    await this.database.drop();
  }

  private caller(authorization: () => Promise<Record<string, string>>): Caller {
    const send = async (
      method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
      url: string,
      headers: Record<string, string>,
      payload?: unknown,
    ) => {
      const response = await this.app.inject({
        method,
        url,
        headers: { ...(await authorization()), ...headers },
        ...(payload === undefined ? {} : { payload: payload as object }),
      });
      const body: unknown = response.body === '' ? undefined : JSON.parse(response.body);
      return { status: response.statusCode, headers: response.headers, body };
    };
    return {
      get: (url) => send('GET', url, {}),
      post: (url, body, headers = {}) => send('POST', url, { 'idempotency-key': randomUUID(), ...headers }, body),
      put: (url, body, headers = {}) => send('PUT', url, headers, body),
      patch: (url, body, headers = {}) => send('PATCH', url, headers, body),
      delete: (url) => send('DELETE', url, {}),
    };
  }
}
