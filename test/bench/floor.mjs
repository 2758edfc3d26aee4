import { setTimeout as sleep } from 'node:timers/promises';
import { slipOf } from '../tour/samples.mjs';
import { cpuMs } from './processes.mjs';
import { connect, Record } from './record.mjs';
import { timed } from './statistics.mjs';
import { each, less } from './usage.mjs';

const database = 'bench_floor';
const cases = 300;
/** For an ended connection to be counted, its process collected. */
const endingMs = 500;

/** The acts after registration, each one commit as in the system. */
const acts = ['accepted', 'dispatched', 'signed', 'replied', 'graded', 'closed', 'archived'];

const schema = `
  create table single (id bigint primary key, at timestamptz not null);
  create table counter (last int not null);
  insert into counter values (0);
  create table matter (id int primary key, number text not null unique, status text not null, seq int not null,
    slip jsonb not null);
  create table act (matter int not null references matter, seq int not null, kind text not null, at timestamptz not null,
    primary key (matter, seq));`;

const single = { name: 'single', text: 'insert into single values ($1, now())' };

const register = {
  name: 'register',
  text: `with n as (update counter set last = last + 1 returning last),
    m as (insert into matter select $1, 'BBCS-370406-2026-' || lpad(last::text, 5, '0'), 'registered', 1, $2 from n)
    insert into act values ($1, 1, 'registered', now())`,
};

const record = {
  name: 'record',
  text: `with m as (update matter set status = $2, seq = seq + 1 where id = $1 returning seq)
    insert into act select $1, seq, $2, now() from m`,
};

/** What this machine can do at best: plain SQL from one client, in a database of its own on the same server. */
export class Floor {
  #url;
  #client;
  #last = 0;

  /** @param {string} url @param {import('pg').Client} client */
  constructor(url, client) {
    this.#url = url;
    this.#client = client;
  }

  /** @param {string} databaseUrl the owner's */
  static async open(databaseUrl) {
    const owner = await connect(databaseUrl);
    await owner.query(`create database ${database}`);
    await owner.end();
    const url = new URL(databaseUrl);
    url.pathname = `/${database}`;
    const client = await connect(url.href);
    await client.query(schema);
    return new Floor(url.href, client);
  }

  /** One fsynced commit of one row. */
  async commit() {
    this.#last += 1;
    await this.#client.query({ ...single, values: [this.#last] });
  }

  /**
   * The same matter's eight acts in plain SQL, case after case.
   * @param {number} postgres its process; nothing else may use it meanwhile @param {import('../tour/samples.mjs').Sample} matter
   * @returns {Promise<{ usage: import('./usage.mjs').Usage, perSecond: number }>} a case's: CPU of `postgres` and of its
   *   `client`, `commits`, `walBytes`
   */
  async plainCases(postgres, matter) {
    const observer = await Record.open(this.#url);
    const reading = async () => {
      const { user, system } = process.cpuUsage();
      const cpu = { ...cpuMs({ postgres }, observer.backend), client: (user + system) / 1000 };
      return { ...cpu, ...(await observer.counters()) };
    };
    const before = await reading();
    const { ms } = await timed(() => playAll(this.#url, JSON.stringify(slipOf(matter))));
    await sleep(endingMs);
    const usage = each(less(await reading(), before), cases);
    await observer.close();
    return { usage, perSecond: cases / (ms / 1000) };
  }

  async close() {
    await this.#client.end();
  }
}

/** @param {string} url @param {string} slip */
async function playAll(url, slip) {
  const client = await connect(url);
  for (let id = 1; id <= cases; id += 1) {
    await client.query({ ...register, values: [id, slip] });
    for (const act of acts) await client.query({ ...record, values: [id, act] });
  }
  await client.end();
}
