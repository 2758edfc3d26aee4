import { readFileSync } from 'node:fs';

const registrations = 20;
const role = 'bancheng_intake';

/**
 * How many transactions, reading ones included, and statements the intake service runs for one registration before its
 * answer. PostgreSQL itself says so: it logs every statement with the role and the transaction it runs in.
 * @param {import('./system.mjs').System} system @param {import('./record.mjs').Record} record
 * @param {import('./load.mjs').Load} load
 * @returns {Promise<{ transactions: number, statements: number }>} a registration's
 */
export async function registrationTransactions(system, record, load) {
  await record.query(`alter system set log_line_prefix = '%u %v|'`);
  await record.query(`alter system set log_statement = 'all'`);
  await record.query('select pg_reload_conf()');
  const read = () => readFileSync(system.postgresLog, 'utf8');
  let log = '';
  for (let count = 0; count < registrations; count += 1) {
    await record.untilCalm();
    const { length } = read();
    await load.register();
    log += read().slice(length);
  }
  await record.query('alter system reset all');
  await record.query('select pg_reload_conf()');
  const { transactions, statements } = countTransactions(log, role);
  return { transactions: transactions / registrations, statements: statements / registrations };
}

/**
 * @param {string} log lines that begin with `role transaction|`, statements among them
 * @param {string} whose @returns {{ transactions: number, statements: number }}
 */
export function countTransactions(log, whose) {
  const lines = log.matchAll(/^(\S+) (\S*)\|LOG: {2}(?:statement|execute)/gm);
  const own = [...lines].filter(([, user]) => user === whose).map(([, , transaction]) => transaction);
  return { transactions: new Set(own).size, statements: own.length };
}
