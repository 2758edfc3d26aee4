import { DataSource, type DataSourceOptions } from 'typeorm';

export interface DataSourceInput {
  /** Shown as PostgreSQL's application_name, for example `bancheng-intake`. */
  readonly applicationName: string;
  readonly url: string;
  /** Schema of entities that name none. */
  readonly schema: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  /** Connections at most; 10 when not given. */
  readonly poolSize?: number;
}

/** A person waits for a transaction; nothing of ours should run, wait for a lock, or sit idle in one, any longer (ms). */
const TIMEOUTS = {
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  lock_timeout: 5_000,
  idle_in_transaction_session_timeout: 30_000,
  // after a quiet quarter of an hour too an act finds a connection: a new one costs more than the act
  idleTimeoutMillis: 15 * 60_000,
};

/**
 * A TypeORM DataSource on PostgreSQL, not yet initialised. The schema is never synchronised: migrations alone change
 * it. Sessions speak UTC.
 */
export function createDataSource(input: DataSourceInput): DataSource {
  return new DataSource({
    type: 'postgres',
    url: input.url,
    schema: input.schema,
    entities: input.entities,
    applicationName: input.applicationName,
    poolSize: input.poolSize ?? 10,
    synchronize: false,
    installExtensions: false,
    useUTC: true,
    logging: false,
    // pipeline: statements sent without waiting for each other share a round trip, in their order
    extra: { ...TIMEOUTS, options: '-c timezone=UTC', pipeline: true, keepAlive: true },
  });
}
