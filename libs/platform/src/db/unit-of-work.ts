import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { CommandContext, Idempotency } from '../http/command-context.js';
import { unprocessable } from '../http/problem.js';
import { postgresErrorOf } from '../logging/safe-error.js';
import type { Commits } from './commits.js';
import { clientOf, prepared } from './prepared.js';

/** Serialisation failure and deadlock: PostgreSQL asks for the whole transaction again. */
const TRANSIENT_STATES = new Set(['40001', '40P01']);
const ATTEMPTS = 5;

type Work<T> = (tx: EntityManager) => Promise<T>;

/**
 * Runs a command as one transaction that applies once per idempotency key.
 *
 * The key is claimed by the transaction's first statement and completed with the response by its last, which travels
 * together with COMMIT: three round trips beside the command's own work. Claiming first, rather than inserting the
 * finished row last, makes a concurrent twin wait at once on the unique index, before it can touch a case, and needs
 * neither an advisory lock nor a look-up on the way that nearly every command takes (measured: as fast as those).
 */
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly commits: Commits,
  ) {}

  /**
   * @param work may run again after a serialisation failure or deadlock; must do nothing but write through `tx`.
   *   Statements that do not need each other's result are best sent together (`Promise.all`): they share a round trip.
   * @returns what `work` returned, or for a repeated key the response stored then; it must survive JSON unchanged
   * @throws Problem 422 `idempotency-key-reused` when the key came before with another request
   */
  async run<T>(command: CommandContext, work: Work<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await (command.idempotency === null
          ? this.dataSource.transaction(work)
          : this.runOnce(command.actor.subject, command.idempotency, work));
        this.commits.tell();
        return response;
      } catch (error) {
        if (attempt === ATTEMPTS || !TRANSIENT_STATES.has(postgresErrorOf(error)?.code ?? '')) throw error;
        await sleep(Math.random() * 20 * attempt);
      }
    }
  }

  private async runOnce<T>(subject: string, idempotency: Idempotency, work: Work<T>): Promise<T> {
    let stored: Promise<unknown> = Promise.resolve();
    const response = await this.dataSource.transaction(async (tx) => {
      const client = await clientOf(tx);
      if (!(await claim(client, subject, idempotency))) return replay<T>(client, subject, idempotency);
      const answer = await work(tx);
      stored = store(client, subject, idempotency, answer);
      stored.catch(() => undefined); // awaited below, once COMMIT is on its way too
      return answer;
    });
    await stored; // had it failed, PostgreSQL would have answered COMMIT by rolling back
    return response;
  }
}

/** True when the key is ours. A twin in flight makes this wait for its end; its rollback gives the key to us. */
async function claim(client: ClientBase, subject: string, { endpoint, key, digest }: Idempotency): Promise<boolean> {
  const rows = await prepared(
    client,
    'idempotency-claim',
    `insert into platform.idempotency_key (subject, endpoint, key, request_digest) values ($1, $2, $3, $4)
     on conflict do nothing returning true`,
    [subject, endpoint, key, digest],
  );
  return rows.length === 1;
}

function store(client: ClientBase, subject: string, { endpoint, key }: Idempotency, answer: unknown) {
  return prepared(
    client,
    'idempotency-store',
    `update platform.idempotency_key set response = $4 where subject = $1 and endpoint = $2 and key = $3`,
    [subject, endpoint, key, JSON.stringify(answer ?? null)],
  );
}

async function replay<T>(client: ClientBase, subject: string, { endpoint, key, digest }: Idempotency): Promise<T> {
  const [earlier] = await prepared<{ request_digest: string; response: T }>(
    client,
    'idempotency-replay',
    `select request_digest, response from platform.idempotency_key where subject = $1 and endpoint = $2 and key = $3`,
    [subject, endpoint, key],
  );
  if (earlier?.request_digest !== digest) {
    throw unprocessable('idempotency-key-reused', '幂等键已用于另一请求', '请为新的请求换一个 Idempotency-Key。');
  }
  return earlier.response;
}
