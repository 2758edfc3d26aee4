import { setTimeout as sleep } from 'node:timers/promises';
import { COMPLAINT_WORKFLOW } from '@bancheng/contracts/workflow';
import { numberOfWorkflow, workflowIdOf } from '@bancheng/domain';
import { safeError, type Logger } from '@bancheng/platform';
import type { Client } from '@temporalio/client';
import type { DataSource } from 'typeorm';
import type { CaseRuns } from './case-runs.js';

const BATCH_ROWS = 500;
const IDS_A_QUERY = 100;
const CALL_MS = 10_000;
/** How far back a sweep looks for runs that were begun again: sweeps may be late, and Temporal's list lags. */
const REVIVED_WITHIN_MS = 600_000;

interface OpenCase {
  id: string;
  number: string;
  engine_run_id: string | null;
  behind: boolean;
}

/**
 * Finds cases whose engine is behind or gone, whatever died when: a run that was terminated, a reset run that has lost
 * acts, a registration whose start was never sent; and runs that a reset has brought back to a finished case.
 */
export class Sweeper {
  constructor(
    private readonly dataSource: DataSource,
    private readonly client: Client,
    private readonly runs: CaseRuns,
    private readonly intervalMs: number,
    private readonly logger: Logger,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    const sweeps = [() => this.sweep(), () => this.endRevived()];
    await Promise.all(sweeps.map((sweep) => this.repeat(sweep, signal)));
  }

  /** Each sweep by itself: one that goes on without a pause must not hold up the other. */
  private async repeat(sweep: () => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sweep().catch((error: unknown) => {
        this.logger.warn({ err: safeError(error) }, 'sweep failed; trying again');
      });
      await sleep(this.intervalMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /**
   * Looks at the open cases that were not looked at for longest. While it finds trouble it goes on at once, so that a lost
   * engine is rebuilt without a pause; of healthy cases it asks about one batch an interval, however many are open.
   */
  private async sweep(): Promise<void> {
    for (let troubled = true; troubled;) {
      const cases = await this.nextCases();
      const running = await this.runningRuns(cases);
      troubled = false;
      for (const one of cases) {
        if (await this.attend(one, running.get(workflowIdOf(one.number)))) troubled = true;
      }
      await this.dataSource.query('update casebook.complaint set engine_checked_at = now() where id = any($1)', [
        cases.map(({ id }) => id),
      ]);
    }
  }

  /** An archived case whose run a reset began again lately: the run is told to load its case, and ends. */
  private async endRevived(): Promise<void> {
    const since = new Date(Date.now() - REVIVED_WITHIN_MS).toISOString();
    const query = `WorkflowType = '${COMPLAINT_WORKFLOW}' AND ExecutionStatus = 'Running' AND StartTime > '${since}'`;
    const numbers: string[] = [];
    await this.client.withDeadline(Date.now() + CALL_MS, async () => {
      for await (const { workflowId } of this.client.workflow.list({ query })) {
        const number = numberOfWorkflow(workflowId);
        if (number !== null && numbers.push(number) === BATCH_ROWS) break;
      }
    });
    const revived = await this.dataSource.query<{ id: string; number: string }[]>(
      "select c.id, c.number from casebook.complaint c where c.number = any($1) and c.status = 'archived'",
      [numbers],
    );
    for (const { id, number } of revived) {
      this.logger.warn({ caseId: id }, 'a run of an archived case goes on');
      await this.runs.nudge(id, number);
    }
  }

  /**
   * Cases with rows that are due are left to the relay; the sweeper takes those to which nothing would be delivered. Rows
   * that may wait do not count: the engine is not behind because of them, and they must not hide a run that is gone.
   */
  private async nextCases(): Promise<OpenCase[]> {
    return this.dataSource.query<OpenCase[]>(
      `select c.id, c.number, c.engine_run_id, c.engine_seq < coalesce(w.first - 1, c.seq) as behind
       from casebook.complaint c
       cross join lateral (
         select min(d.seq) as first, bool_or(d.deliver_from is null or d.deliver_from <= now()) as due
         from casebook.delivery d where d.target = 'temporal' and d.case_id = c.id) w
       where c.status <> 'archived' and c.engine_checked_at < now() - $1 * interval '1 millisecond'
         and w.due is not true
       order by c.engine_checked_at limit ${BATCH_ROWS}`,
      [this.intervalMs],
    );
  }

  private async runningRuns(cases: readonly OpenCase[]): Promise<Map<string, string>> {
    const runs = new Map<string, string>();
    const ids = cases.map(({ number }) => workflowIdOf(number));
    for (let from = 0; from < ids.length; from += IDS_A_QUERY) {
      const list = ids.slice(from, from + IDS_A_QUERY).map((id) => `'${id}'`);
      const query = `WorkflowId IN (${list.join(', ')}) AND ExecutionStatus = 'Running'`;
      await this.client.withDeadline(Date.now() + CALL_MS, async () => {
        for await (const run of this.client.workflow.list({ query })) runs.set(run.workflowId, run.runId);
      });
    }
    return runs;
  }

  /** Whether the case needed help; one that can't be helped now waits for its next turn. */
  private async attend(one: OpenCase, runId: string | undefined): Promise<boolean> {
    if (runId !== undefined && !one.behind && (one.engine_run_id ?? runId) === runId) return false;
    // Temporal's list lags; `nudge` asks the run itself and starts a new one only where there is none.
    this.logger.warn({ caseId: one.id, runId }, 'the engine is behind its case, or no run of it is listed');
    await this.runs.nudge(one.id, one.number).catch((error: unknown) => {
      this.logger.error({ err: safeError(error), caseId: one.id }, 'an open case has no working workflow');
    });
    return true;
  }
}
