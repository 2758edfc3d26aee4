import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { CommandContext, Idempotency } from '../http/command-context.js';
import { unprocessable } from '../http/problem.js';
import { postgresErrorOf } from '../logging/safe-error.js';

/** Serialisation failure and deadlock: PostgreSQL asks for the whole transaction again. */
const TRANSIENT_STATES = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

/**
 * Runs a command as one transaction that applies once per idempotency key.
 *
 * The key is claimed by the transaction's first statement and completed with the response by its last, so a command
 * costs four statements beside its own work (BEGIN, claim, response, COMMIT). Claiming first, rather than inserting the
 * finished row last, makes a concurrent twin wait at once on the unique index, before it can touch a case, and needs
 * neither an advisory lock nor a look-up of its own on the way that nearly every command takes.
 */
export class UnitOfWork {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @param work may run again after a serialisation failure or deadlock; must do nothing but write through `tx`
   * @returns what `work` returned, or for a repeated key the response stored then; it must survive JSON unchanged
   * @throws Problem 422 `idempotency-key-reused` when the key came before with another request
   */
  async run<T>(command: CommandContext, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.dataSource.transaction((tx) => applyOnce(tx, command, work));
      } catch (error) {
        if (attempt === ATTEMPTS || !TRANSIENT_STATES.has(postgresErrorOf(error)?.code ?? '')) throw error;
        await sleep(Math.random() * 20 * attempt);
      }
    }
  }
}

async function applyOnce<T>(tx: EntityManager, command: CommandContext, work: (tx: EntityManager) => Promise<T>) {
  const { actor, idempotency } = command;
  if (idempotency === null) return work(tx);
  if (!(await claim(tx, actor.subject, idempotency))) return replay<T>(tx, actor.subject, idempotency);
  const response = await work(tx);
  await tx.query(
    `update platform.idempotency_key set response = $4 where subject = $1 and endpoint = $2 and key = $3`,
    [actor.subject, idempotency.endpoint, idempotency.key, JSON.stringify(response ?? null)],
  );
  return response;
}

/** True when the key is ours. A twin in flight makes this wait for its end; its rollback gives the key to us. */
async function claim(tx: EntityManager, subject: string, { endpoint, key, digest }: Idempotency): Promise<boolean> {
  const rows: unknown[] = await tx.query(
    `insert into platform.idempotency_key (subject, endpoint, key, request_digest) values ($1, $2, $3, $4)
     on conflict do nothing returning true`,
    [subject, endpoint, key, digest],
  );
  return rows.length === 1;
}

async function replay<T>(tx: EntityManager, subject: string, { endpoint, key, digest }: Idempotency): Promise<T> {
  const [earlier]: { request_digest: string; response: T }[] = await tx.query(
    `select request_digest, response from platform.idempotency_key where subject = $1 and endpoint = $2 and key = $3`,
    [subject, endpoint, key],
  );
  if (earlier?.request_digest !== digest) {
    throw unprocessable('idempotency-key-reused', '幂等键已用于另一请求', '请为新的请求换一个 Idempotency-Key。');
  }
  return earlier.response;
}

/**
 * Forgets idempotency keys created before an instant (ISO 8601); a request repeated after that is a new one.
 * @returns how many were removed
 */
export async function purgeIdempotencyKeys(tx: EntityManager, before: string): Promise<number> {
  const [, removed]: [unknown, number] = await tx.query(`delete from platform.idempotency_key where created_at < $1`, [
    before,
  ]);
  return removed;
}
