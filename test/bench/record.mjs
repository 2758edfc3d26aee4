import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const lookMs = 10;
const patienceMs = 120_000;
/** After the outbox is empty the new runs' first tasks and reporting's projection still go on for a moment. */
const calmMs = 100;
const catchUpMs = 15 * 60_000;

/** @param {string} url @returns {Promise<pg.Client>} */
export async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined); // the statement under way tells
  await client.connect();
  return client;
}

/** The database as its owner sees it from one connection, whose own share is known and taken off every figure. */
export class Record {
  #client;
  /** Statements of this connection so far, each a transaction. */
  queries = 0;
  /** The process that serves it. */
  backend = 0;

  /** @param {pg.Client} client */
  constructor(client) {
    this.#client = client;
  }

  /** @param {string} url */
  static async open(url) {
    const record = new Record(await connect(url));
    record.backend = (await record.#one('select pg_backend_pid() as pid')).pid;
    return record;
  }

  /** @param {string} sql @param {unknown[]} [values] */
  async query(sql, values) {
    this.queries += 1;
    return (await this.#client.query(sql, values)).rows;
  }

  /**
   * Transactions since the cluster was made, those that wrote anything among them, and bytes of write-ahead log.
   * PostgreSQL counts a connection's transactions up to ten seconds late; writing ones and the log at once.
   * @returns {Promise<{ commits: number, writes: number, walBytes: number }>}
   */
  async counters() {
    const { commits, writes, bytes } = await this.#one(`
      select (select xact_commit from pg_stat_database where datname = current_database())::int as commits,
        pg_snapshot_xmax(pg_current_snapshot())::text::int as writes,
        pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::float8 as bytes`);
    return { commits: commits - this.queries, writes, walBytes: bytes };
  }

  /**
   * Waits until all that was recorded is delivered, but for what may wait for a later act, and whatever that set off has
   * calmed down. Read as JSON, since an older commit's table has no such rows and no such column.
   */
  async untilCalm() {
    const owed = `select exists (select from casebook.delivery d
      where coalesce((to_jsonb(d) ->> 'deliver_from')::timestamptz <= now(), true)) as owed`;
    for (const until = Date.now() + catchUpMs; (await this.#one(owed)).owed; await sleep(lookMs)) {
      if (Date.now() > until) throw new Error('the outbox does not empty');
    }
    await sleep(calmMs);
  }

  /** How many cases are not finished. @returns {Promise<number>} */
  async openCases() {
    return (await this.#one(`select count(*)::int as cases from casebook.complaint where status <> 'archived'`)).cases;
  }

  async close() {
    await this.#client.end();
  }

  /** @param {string} sql */
  async #one(sql) {
    return (await this.query(sql))[0];
  }
}

/** Tells when cases reach a status: one look at the record for all that wait. */
export class StatusWatch {
  #record;
  /** @type {Map<string, { status: string, until: number, resolve: () => void, reject: (error: unknown) => void }>} */
  #waiting = new Map();

  /** @param {Record} record */
  constructor(record) {
    this.#record = record;
  }

  /** @param {string} id of a case @param {string} status @returns {Promise<void>} */
  reached(id, status) {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { status, until: Date.now() + patienceMs, resolve, reject });
      if (this.#waiting.size === 1) void this.#look();
    });
  }

  async #look() {
    const sql = 'select id, status from casebook.complaint where id = any($1)';
    try {
      for (; this.#waiting.size > 0; await sleep(lookMs)) {
        const rows = await this.#record.query(sql, [[...this.#waiting.keys()]]);
        for (const { id, status } of rows) this.#settle(id, status);
      }
    } catch (error) {
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    }
  }

  /** @param {string} id @param {string} now */
  #settle(id, now) {
    const wait = this.#waiting.get(id);
    if (!wait) return;
    const isReached = wait.status === now;
    if (!isReached && Date.now() < wait.until) return;
    this.#waiting.delete(id);
    if (isReached) wait.resolve();
    else wait.reject(new Error(`case ${id} is ${now} and never became ${wait.status}`));
  }
}
