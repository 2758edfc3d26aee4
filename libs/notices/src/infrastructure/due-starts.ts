import type { NoticeInput } from '@bancheng/contracts';
import type { DataSource } from 'typeorm';

/** Pending notices whose workflow is to be started, or was last looked after an hour ago. */
export async function dueStarts(database: DataSource, limit: number): Promise<NoticeInput[]> {
  const rows = await database.query<{ id: string; round: number }[]>(
    `select id, round from notices.notice where state = 'pending' and start_due_at <= now()
     order by start_due_at limit $1`,
    [limit],
  );
  return rows.map(({ id, round }) => ({ noticeId: id, round }));
}

/** They have a run now; should it be lost with all of Temporal, they get another. */
export async function noteStarted(database: DataSource, started: readonly NoticeInput[]): Promise<void> {
  await database.query(
    `update notices.notice set start_due_at = now() + interval '1 hour' where id = any($1) and state = 'pending'`,
    [started.map(({ noticeId }) => noticeId)],
  );
}
