import type { ActKind } from '@bancheng/domain';
import { Client } from 'pg';
import type { Env } from './programs.js';

export interface RecordedCase {
  id: string;
  number: string;
  status: string;
  /** The kinds of its acts, in order. */
  acts: ActKind[];
  /** Their sequence numbers. */
  seqs: number[];
  /** Its catalogue numbers (档号): one, once it is archived. */
  catalogueNumbers: string[];
}

/** Reads as the database's owner, who may see everything. */
export async function query<Row>(env: Env, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: env['DATABASE_URL'] });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Every case of the record, in the order of their numbers. */
export function recordedCases(env: Env): Promise<RecordedCase[]> {
  return query(
    env,
    `select c.id, c.number, c.status, array_agg(a.kind order by a.seq) as acts, array_agg(a.seq order by a.seq) as seqs,
       coalesce(array_agg(a.detail->>'catalogueNumber') filter (where a.kind = 'archived'), '{}') as "catalogueNumbers"
     from casebook.complaint c join casebook.act a on a.case_id = c.id group by c.id order by c.number`,
  );
}

/** Rows that one target has not taken yet, dead ones included. */
export async function undelivered(env: Env, target: 'temporal' | 'kafka'): Promise<number> {
  const [row] = await query<{ rows: number }>(
    env,
    'select count(*)::int as rows from casebook.delivery where target = $1',
    [target],
  );
  return row!.rows;
}
