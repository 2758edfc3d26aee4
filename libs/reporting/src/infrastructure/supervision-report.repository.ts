import type { SupervisionReport, SupervisionReportHead } from '@bancheng/contracts/http/supervision-report';
import type { DataSource, EntityManager } from 'typeorm';

/** Every jurisdiction that reporting knows of. */
export async function knownJurisdictions(database: DataSource): Promise<string[]> {
  const rows = await database.query<{ jurisdiction: string }[]>(
    'select distinct jurisdiction from reporting.ledger order by jurisdiction',
  );
  return rows.map(({ jurisdiction }) => jurisdiction);
}

export async function hasReport(tx: EntityManager, jurisdiction: string, from: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'select 1 from reporting.supervision_report where jurisdiction = $1 and period_from = $2',
    [jurisdiction, from],
  );
  return rows.length > 0;
}

/** Keeps a report unless that day's is there already. */
export async function keepReport(tx: EntityManager, report: SupervisionReport): Promise<void> {
  const { id, jurisdiction, from, to, madeAt, ...figures } = report;
  await tx.query(
    `insert into reporting.supervision_report (id, jurisdiction, period_from, period_to, made_at, figures)
     values ($1, $2, $3, $4, $5, $6) on conflict (jurisdiction, period_from) do nothing`,
    [id, jurisdiction, from, to, madeAt, JSON.stringify(figures)],
  );
}

const HEAD = `r.id, r.jurisdiction, r.period_from::text as "from", r.period_to::text as "to", r.made_at as "madeAt"`;
type Dated<R> = Omit<R, 'madeAt'> & { madeAt: Date };

/** `limit` reports before the day `before`, the latest first. */
export async function latestReports(
  database: DataSource,
  jurisdiction: string,
  before: string,
  limit: number,
): Promise<SupervisionReportHead[]> {
  const rows = await database.query<Dated<SupervisionReportHead>[]>(
    `select ${HEAD}, r.figures->'totals' as totals from reporting.supervision_report r
     where r.jurisdiction = $1 and r.period_from < $2::date order by r.period_from desc limit $3`,
    [jurisdiction, before, limit],
  );
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }));
}

/** Every jurisdiction's report of the day `from`. */
export async function reportsOf(
  database: DataSource,
  from: string,
): Promise<(SupervisionReportHead & Pick<SupervisionReport, 'calendarAlert'>)[]> {
  const rows = await database.query<Dated<SupervisionReportHead & Pick<SupervisionReport, 'calendarAlert'>>[]>(
    `select ${HEAD}, r.figures->'totals' as totals, r.figures->'calendarAlert' as "calendarAlert"
     from reporting.supervision_report r where r.period_from = $1::date order by r.jurisdiction`,
    [from],
  );
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }));
}

/** What reports had not from the beginning; a report made before has none of it. */
const LATER = { calendarAlert: null, past: null, types: [] } satisfies Partial<SupervisionReport>;

export async function findReport(
  database: DataSource,
  jurisdiction: string,
  id: string,
): Promise<SupervisionReport | null> {
  type Head = 'id' | 'jurisdiction' | 'from' | 'to' | 'madeAt';
  type Later = keyof typeof LATER;
  type Row = Dated<Pick<SupervisionReport, Head>> & {
    figures: Omit<SupervisionReport, Head | Later> & Partial<Pick<SupervisionReport, Later>>;
  };
  const [row] = await database.query<Row[]>(
    `select ${HEAD}, r.figures from reporting.supervision_report r where r.jurisdiction = $1 and r.id = $2`,
    [jurisdiction, id],
  );
  if (row === undefined) return null;
  const { figures, madeAt, ...head } = row;
  return { ...head, madeAt: madeAt.toISOString(), ...LATER, ...figures };
}
