import { setTimeout as sleep } from 'node:timers/promises';
import type { ActKind, CaseClock, CaseStatus } from '@bancheng/domain';
import type { CaseFacts } from '@bancheng/contracts';
import { safeError, type Commits, type Logger } from '@bancheng/platform';
import type { BucketLease, Target } from './bucket-lease.js';
import type { Courier, Outcome, Parcel } from './courier.js';

const BATCH_ROWS = 200;
const OUTAGE_MS = 1_000;
/** Longest pause between two looks for rows that another process has committed or that may no longer wait. */
const LONGEST_IDLE_MS = 1_000;
/**
 * How long rows are gathered, so that what comes close together goes together: a workflow task for several acts, a request
 * for several events. Nobody waits for either: the row has decided, and figures may be a second old.
 */
const GATHER_MS = { temporal: 100, kafka: 500 } as const satisfies Record<Target, number>;
/** How often a row is tried before it counts as dead and waits for the operator. */
const MOST_ATTEMPTS = 8;

interface PendingRow {
  case_id: string;
  number: string;
  seq: number;
  kind: ActKind;
  at: Date;
  status: CaseStatus;
  clocks: CaseClock[];
  facts: CaseFacts;
  event: unknown;
}

/**
 * Rows are taken by their unsent state, oldest first, and never past a row of the same case that is dead or waits for its
 * next try: a poison row blocks its own case and no other. A row that may wait is delivered with the next row of its case
 * that may not, even one that the engine recorded itself, because its run lacks the acts before it.
 */
const PENDING_SQL = `
  select d.case_id, c.number, a.seq, a.kind, a.at, a.status, a.clocks, a.facts, o.payload as event
  from casebook.delivery d
  join casebook.complaint c on c.id = d.case_id
  join casebook.act a on a.case_id = d.case_id and a.seq = d.seq
  left join casebook.outbox o on d.target = 'kafka' and o.case_id = d.case_id and o.seq = d.seq
  where d.target = $1 and d.bucket = any($2) and not exists (
    select 1 from casebook.delivery b
    where b.target = d.target and b.case_id = d.case_id and b.seq <= d.seq and (b.dead or b.next_try_at > now()))
  and (d.deliver_from is null or d.deliver_from <= now() or exists (
    select 1 from casebook.delivery n
    where n.target = d.target and n.case_id = d.case_id and (n.deliver_from is null or n.deliver_from <= now()))
    or not exists (
      select 1 from casebook.delivery n where n.target = d.target and n.case_id = d.case_id and n.seq = c.seq))
  order by d.id limit ${BATCH_ROWS}`;

/**
 * What was taken leaves the queue; the case notes what the engine has confirmed, and by which run. The last act is read
 * from `act`, in the same snapshot as the rows still owed: the case's own `seq` may be newer, when this statement had to
 * wait for an act's transaction, and would count that act as confirmed.
 */
const SETTLE_ENGINE_SQL = `
  with taken as (select * from jsonb_to_recordset($1::jsonb) as t (case_id uuid, up_to int, run_id text)),
  gone as (
    delete from casebook.delivery d using taken t where d.target = 'temporal' and d.case_id = t.case_id and d.seq <= t.up_to
  )
  update casebook.complaint c set engine_run_id = coalesce(t.run_id, c.engine_run_id),
    engine_seq = greatest(c.engine_seq, coalesce((select min(d.seq) - 1 from casebook.delivery d
      where d.target = 'temporal' and d.case_id = c.id and d.seq > t.up_to),
      (select max(a.seq) from casebook.act a where a.case_id = c.id)))
  from taken t where c.id = t.case_id`;

const SETTLE_EVENTS_SQL = `
  with taken as (select * from jsonb_to_recordset($1::jsonb) as t (case_id uuid, up_to int, run_id text)),
  gone as (
    delete from casebook.delivery d using taken t where d.target = 'kafka' and d.case_id = t.case_id and d.seq <= t.up_to
  )
  delete from casebook.outbox o using taken t where o.case_id = t.case_id and o.seq <= t.up_to`;

const FAIL_SQL = `
  update casebook.delivery d set attempts = d.attempts + 1, last_error = f.code, dead = d.attempts + 1 >= ${MOST_ATTEMPTS},
    next_try_at = now() + least(60, power(2, d.attempts)) * interval '1 second'
  from jsonb_to_recordset($2::jsonb) as f (case_id uuid, seq int, code text)
  where d.target = $1 and d.case_id = f.case_id and d.seq = f.seq`;

/** Delivers one target's rows from the buckets this process holds, until it is stopped. */
export class DeliveryLoop {
  constructor(
    private readonly lease: BucketLease,
    private readonly courier: Courier,
    private readonly commits: Commits,
    private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const gatherMs: number = GATHER_MS[this.courier.target];
    for (let idleMs = gatherMs; !signal.aborted;) {
      const { seen } = this.commits;
      const passed = await this.pass().catch((error: unknown) => {
        this.logger.warn({ err: safeError(error), target: this.courier.target }, 'relay pass failed; trying again');
        return 'outage' as const;
      });
      if (passed === 'outage') {
        await this.pause(OUTAGE_MS, signal);
      } else if (passed < BATCH_ROWS) {
        idleMs = passed > 0 ? gatherMs : Math.min(2 * idleMs, LONGEST_IDLE_MS);
        if (await this.commits.after(seen, idleMs, signal)) await this.pause(gatherMs, signal);
      }
    }
    await this.lease.release();
  }

  private async pause(ms: number, signal: AbortSignal): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => undefined);
  }

  /** One batch. Returns how many rows it was, all tried. */
  private async pass(): Promise<number | 'outage'> {
    const { target } = this.courier;
    const rows = await this.lease.query<PendingRow>(PENDING_SQL, [target, await this.lease.buckets()]);
    if (rows.length === 0) return 0;
    const cases = byCase(rows);
    const outcomes = await this.courier.deliver(cases);
    await this.settle(cases, outcomes);
    return outcomes.some(({ failure }) => failure?.kind === 'outage') ? 'outage' : rows.length;
  }

  private async settle(cases: ReadonlyMap<string, readonly Parcel[]>, outcomes: readonly Outcome[]): Promise<void> {
    const { target } = this.courier;
    const taken = outcomes.filter(({ caseId, upTo }) => (cases.get(caseId)?.[0]?.act.seq ?? Infinity) <= upTo);
    if (taken.length > 0) {
      const sql = target === 'temporal' ? SETTLE_ENGINE_SQL : SETTLE_EVENTS_SQL;
      const rows = taken.map(({ caseId, upTo, runId }) => ({ case_id: caseId, up_to: upTo, run_id: runId }));
      await this.lease.query(sql, [JSON.stringify(rows)]);
    }
    const poisoned = outcomes.flatMap(({ caseId, upTo, failure }) => {
      const first = cases.get(caseId)?.find(({ act }) => act.seq > upTo);
      if (failure?.kind !== 'poison' || first === undefined) return [];
      this.logger.error({ target, caseId, seq: first.act.seq, code: failure.code }, 'a row was not taken');
      return [{ case_id: caseId, seq: first.act.seq, code: failure.code }];
    });
    if (poisoned.length > 0) await this.lease.query(FAIL_SQL, [target, JSON.stringify(poisoned)]);
  }
}

function byCase(rows: readonly PendingRow[]): Map<string, Parcel[]> {
  const cases = new Map<string, Parcel[]>();
  for (const { case_id: caseId, number, event, at, ...act } of rows) {
    const { seq, kind, status, clocks, facts } = act;
    const parcels = cases.get(caseId) ?? [];
    parcels.push({ caseId, number, event, act: { seq, kind, at: at.toISOString(), status, clocks, facts } });
    cases.set(caseId, parcels);
  }
  return cases;
}
