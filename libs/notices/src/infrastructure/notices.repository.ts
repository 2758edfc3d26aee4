import type { NoticeQuery, SkipReason } from '@bancheng/contracts/http/notices';
import type { EntityManager } from 'typeorm';
import type { Notice } from '../notice.js';

/** The row as PostgreSQL gives it. */
interface NoticeRow extends Omit<
  Notice,
  'caseId' | 'skippedBecause' | 'lastError' | 'createdAt' | 'settledAt' | 'calledBy'
> {
  case_id: string | null;
  skipped_because: SkipReason | null;
  last_error: string | null;
  created_at: Date;
  settled_at: Date | null;
  called_by: string | null;
  position: string;
}

const COLUMNS = `id, position, case_id, number, jurisdiction, recipient, department, person, template, parameters, channel, state,
  skipped_because, round, attempts, last_error, created_at, settled_at, called_by`;

function toNotice(row: NoticeRow): Notice {
  const { position: _position, case_id, skipped_because, last_error, created_at, settled_at, called_by, ...rest } = row;
  return {
    ...rest,
    caseId: case_id,
    skippedBecause: skipped_because,
    lastError: last_error,
    createdAt: created_at.toISOString(),
    settledAt: settled_at?.toISOString() ?? null,
    calledBy: called_by,
  };
}

export async function insertNotice(tx: EntityManager, notice: Notice): Promise<void> {
  await tx.query(
    `insert into notices.notice (id, case_id, number, jurisdiction, recipient, department, person, template, parameters,
       channel, state, skipped_because, created_at, settled_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      ...[notice.id, notice.caseId, notice.number, notice.jurisdiction, notice.recipient, notice.department],
      ...[notice.person, notice.template, JSON.stringify(notice.parameters), notice.channel],
      ...[notice.state, notice.skippedBecause, notice.createdAt, notice.settledAt],
    ],
  );
}

/** The notice, its row locked until the transaction ends; null where the jurisdiction (null: any) has none of that id. */
export async function lockNotice(tx: EntityManager, id: string, jurisdiction: string | null): Promise<Notice | null> {
  const [row] = await tx.query<NoticeRow[]>(
    `select ${COLUMNS} from notices.notice where id = $1 and ($2::text is null or jurisdiction = $2) for update`,
    [id, jurisdiction],
  );
  return row === undefined ? null : toNotice(row);
}

/** The notice as long as this round of it has not come to an end. */
export async function findPending(tx: EntityManager, id: string, round: number): Promise<Notice | null> {
  const [row] = await tx.query<NoticeRow[]>(
    `select ${COLUMNS} from notices.notice where id = $1 and round = $2 and state = 'pending'`,
    [id, round],
  );
  return row === undefined ? null : toNotice(row);
}

/** One try of this round, and why it failed where it did; a code only. */
export async function noteAttempt(tx: EntityManager, notice: Notice, lastError: string | null): Promise<void> {
  await tx.query(
    `update notices.notice set attempts = attempts + 1, last_error = $3 where id = $1 and round = $2 and state = 'pending'`,
    [notice.id, notice.round, lastError],
  );
}

type Settlement = Pick<Notice, 'state' | 'skippedBecause' | 'settledAt'>;

/** Ends a pending round of a notice; false where it has ended already, and stays as it is. */
export async function settlePending(
  tx: EntityManager,
  { id, round }: Pick<Notice, 'id' | 'round'>,
  { state, skippedBecause, settledAt }: Settlement,
): Promise<boolean> {
  const [, settled] = await tx.query<[unknown[], number]>(
    `update notices.notice set state = $3, skipped_because = $4, settled_at = $5
     where id = $1 and round = $2 and state = 'pending'`,
    [id, round, state, skippedBecause, settledAt],
  );
  return settled === 1;
}

/** Writes what may change of a notice that is locked. */
export async function saveNotice(tx: EntityManager, notice: Notice): Promise<void> {
  await tx.query(
    `update notices.notice set state = $2, skipped_because = $3, round = $4, last_error = $5, settled_at = $6,
       start_due_at = now() where id = $1`,
    [notice.id, notice.state, notice.skippedBecause, notice.round, notice.lastError, notice.settledAt],
  );
}

/** Marks a notice, and what waited for a call of the same case before it, as told by telephone; their ids. */
export async function settleByCall(
  tx: EntityManager,
  { id, caseId }: Pick<Notice, 'id' | 'caseId'>,
  calledBy: string,
  at: string,
): Promise<string[]> {
  const [called] = await tx.query<[{ id: string }[], number]>(
    `update notices.notice set state = 'sent', channel = 'call', skipped_because = null, called_by = $3, settled_at = $4
     where case_id = $1 and skipped_because = 'to-be-called'
       and position <= (select position from notices.notice where id = $2)
     returning id`,
    [caseId, id, calledBy, at],
  );
  return called.map((row) => row.id);
}

/** The departments that were invited to a meeting for this case; none where there is no case. */
export async function invitedTo(tx: EntityManager, caseId: string | null, meetingId: string): Promise<string[]> {
  const rows = await tx.query<{ department: string }[]>(
    `select distinct department from notices.notice
     where case_id = $1 and template = 'department-meeting-invited' and parameters ->> 'meetingId' = $2`,
    [caseId, meetingId],
  );
  return rows.map(({ department }) => department);
}

/** Whether the last the citizen of this case was told is that the matter has been taken back. */
export async function isToldWithdrawn(tx: EntityManager, caseId: string | null): Promise<boolean> {
  const [last] = await tx.query<{ template: string }[]>(
    `select template from notices.notice where case_id = $1 and recipient = 'citizen' order by position desc limit 1`,
    [caseId],
  );
  return last?.template === 'citizen-withdrawn';
}

/** A jurisdiction's notices, newest first, one more than asked for. */
export async function pageOfNotices(
  tx: EntityManager,
  jurisdiction: string,
  { state, skippedBecause, complaintId, limit }: NoticeQuery,
  before: string | null,
): Promise<(Notice & { position: string })[]> {
  const rows = await tx.query<NoticeRow[]>(
    `select ${COLUMNS} from notices.notice
     where jurisdiction = $1 and ($2::text is null or state = $2) and ($3::uuid is null or case_id = $3)
       and ($4::bigint is null or position < $4) and ($5::text is null or skipped_because = $5)
     order by position desc limit $6`,
    [jurisdiction, state ?? null, complaintId ?? null, before, skippedBecause ?? null, limit + 1],
  );
  return rows.map((row) => ({ ...toNotice(row), position: row.position }));
}
