import type { ReprojectionView } from '@bancheng/contracts/http/rules';
import { uuidv7 } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';

/** A re-projection asked for, as its row has it. */
export interface ReprojectionJob extends ReprojectionView {
  /** null for all. */
  jurisdiction: string | null;
  /** Which time the open cases are gone through. */
  pass: number;
  /** The last case of this pass that was looked at. */
  after: string | null;
  /** Cases re-projected in this pass. */
  passCases: number;
}

type Asked = Pick<ReprojectionJob, 'because' | 'jurisdiction' | 'fromVersion' | 'toVersion' | 'askedBy' | 'askedAt'>;

/** What one batch has come to. */
export interface Progress {
  after: string | null;
  looked: number;
  cases: number;
  clocks: number;
  failed: number;
}

type Row = Omit<ReprojectionJob, 'askedAt' | 'finishedAt'> & { askedAt: Date; finishedAt: Date | null };

const COLUMNS = `id, because, jurisdiction, from_version as "fromVersion", to_version as "toVersion",
  asked_by as "askedBy", asked_at as "askedAt", pass, after, pass_cases as "passCases", looked, cases, clocks, failed,
  finished_at as "finishedAt"`;

export async function askReprojection(tx: EntityManager, asked: Asked): Promise<ReprojectionJob> {
  const { because, jurisdiction, fromVersion, toVersion, askedBy, askedAt } = asked;
  const [row] = await tx.query<Row[]>(
    `insert into rules.reprojection (id, because, jurisdiction, from_version, to_version, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`,
    [uuidv7(), because, jurisdiction, fromVersion, toVersion, askedBy, askedAt],
  );
  return jobOf(row!);
}

/** The one asked for first that is not finished; jobs are done one after the other. */
export async function nextReprojection(tx: EntityManager): Promise<ReprojectionJob | null> {
  const [row] = await tx.query<Row[]>(
    `select ${COLUMNS} from rules.reprojection where finished_at is null order by id limit 1`,
  );
  return row === undefined ? null : jobOf(row);
}

/** Jobs of this kind that concern the jurisdiction, the newest first. */
export async function readReprojections(
  tx: EntityManager,
  of: Pick<ReprojectionJob, 'because' | 'jurisdiction'>,
  before: string | null,
  limit: number,
): Promise<ReprojectionJob[]> {
  const rows = await tx.query<Row[]>(
    `select ${COLUMNS} from rules.reprojection
     where because = $1 and (jurisdiction is null or jurisdiction = $2) and ($3::uuid is null or id < $3)
     order by id desc limit $4`,
    [of.because, of.jurisdiction, before, limit],
  );
  return rows.map(jobOf);
}

export async function noteProgress(tx: EntityManager, id: string, progress: Progress): Promise<void> {
  const { after, looked, cases, clocks, failed } = progress;
  await tx.query(
    `update rules.reprojection set after = $2, looked = looked + $3, cases = cases + $4, pass_cases = pass_cases + $4,
       clocks = clocks + $5, failed = failed + $6 where id = $1`,
    [id, after, looked, cases, clocks, failed],
  );
}

/** The pass is over: another begins, or with `finishedAt` the job is done. */
export async function endPass(tx: EntityManager, id: string, finishedAt: string | null): Promise<void> {
  await tx.query(
    'update rules.reprojection set pass = pass + 1, after = null, pass_cases = 0, finished_at = $2 where id = $1',
    [id, finishedAt],
  );
}

export function reprojectionView(job: ReprojectionJob): ReprojectionView {
  const { jurisdiction: _jurisdiction, pass: _pass, after: _after, passCases: _passCases, ...view } = job;
  return view;
}

function jobOf(row: Row): ReprojectionJob {
  return { ...row, askedAt: row.askedAt.toISOString(), finishedAt: row.finishedAt?.toISOString() ?? null };
}
