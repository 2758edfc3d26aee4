import type { DataSource, QueryRunner } from 'typeorm';
import { BUCKETS } from '@bancheng/casebook';

export type Target = 'temporal' | 'kafka';

/** First keys of the advisory locks, so that the two targets (and the sweeper) never share one. */
const LOCK_CLASS = { temporal: 7_230_001, kafka: 7_230_002 } as const satisfies Record<Target, number>;
const ALL_BUCKETS = Array.from({ length: BUCKETS }, (_, bucket) => bucket);

/**
 * The buckets of cases this process alone delivers from, per target: session advisory locks, held by the very connection
 * that reads and settles rows. When that connection dies the buckets are free for another relay, and this one can read
 * no more rows until it has them back. A second relay takes what the first does not hold.
 */
export class BucketLease {
  private runner: QueryRunner | null = null;
  private readonly held = new Set<number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly target: Target,
  ) {}

  /** Takes every bucket that is free, and answers with all it now holds. */
  async buckets(): Promise<number[]> {
    const wanted = ALL_BUCKETS.filter((bucket) => !this.held.has(bucket));
    if (wanted.length > 0) {
      const sql = 'select bucket from unnest($2::int[]) as bucket where pg_try_advisory_lock($1, bucket)';
      const taken = await this.query<{ bucket: number }>(sql, [LOCK_CLASS[this.target], wanted]);
      for (const { bucket } of taken) this.held.add(bucket);
    }
    return [...this.held];
  }

  /** Runs a statement on the connection that holds the buckets; a failure of the connection gives them up. */
  async query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    try {
      this.runner ??= this.dataSource.createQueryRunner();
      return (await this.runner.query(sql, parameters)) as Row[];
    } catch (error) {
      await this.release();
      throw error;
    }
  }

  async release(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    if (runner === null) return;
    const unlocked = this.held.size === 0 ? Promise.resolve() : runner.query('select pg_advisory_unlock_all()');
    this.held.clear();
    await unlocked.catch(() => undefined);
    await runner.release();
  }
}
