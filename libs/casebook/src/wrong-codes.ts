import { Problem } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** Whose tries are counted, a number from an address under a seal, and the time now. */
interface Tries {
  key: Buffer;
  now: string;
}

/** A person mistypes a few times; after that each wrong code doubles the wait, up to an hour. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/** After a day without a wrong code nothing is left of the earlier ones. */
const FORGOTTEN_AFTER = "interval '1 day'";

/**
 * How many wrong codes there were of late. What is counted is the number and the address together: whoever guesses makes
 * themself wait, not the citizen who asks from elsewhere.
 * @throws Problem 429 `code-locked` while the wait after the last of them goes on; what is asked meanwhile is not counted
 */
export async function refuseWhileLocked(db: EntityManager, { key, now }: Tries): Promise<number> {
  const [row] = await db.query<{ wrong: number; last_at: Date }[]>(
    `select wrong, last_at from casebook.wrong_code where key = $1 and last_at > $2::timestamptz - ${FORGOTTEN_AFTER}`,
    [key, now],
  );
  if (row === undefined) return 0;
  const waitMs = row.last_at.getTime() + waitAfter(row.wrong) - Date.parse(now);
  if (waitMs > 0) throw codeLocked(Math.ceil(waitMs / 1_000));
  return row.wrong;
}

function waitAfter(wrong: number): number {
  return wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
}

export async function countWrongCode(db: EntityManager, { key, now }: Tries): Promise<void> {
  await db.query(`delete from casebook.wrong_code where last_at <= $1::timestamptz - ${FORGOTTEN_AFTER}`, [now]);
  await db.query(
    `insert into casebook.wrong_code as w (key, wrong, last_at) values ($1, 1, $2)
     on conflict (key) do update set wrong = w.wrong + 1, last_at = excluded.last_at`,
    [key, now],
  );
}

export async function forgetWrongCodes(db: EntityManager, { key }: Tries): Promise<void> {
  await db.query('delete from casebook.wrong_code where key = $1', [key]);
}

function codeLocked(seconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'code-locked',
    title: '编号或查询码多次不符',
    detail: `请在 ${Math.ceil(seconds / 60)} 分钟后再试，或者到窗口、打电话查询。`,
    headers: { 'retry-after': String(seconds) },
  });
}
