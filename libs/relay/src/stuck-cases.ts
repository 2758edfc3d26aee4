import { CLOCK_SQL } from '@bancheng/casebook';
import {
  actsThat,
  DEFAULT_HALL_POLICY,
  ENGINE_STEPS,
  engineStepOf,
  numberOfWorkflow,
  workflowIdOf,
  type CaseClock,
  type CaseStatus,
} from '@bancheng/domain';
import { InjectDataSource, safeError, LOGGER, type Logger } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Client, WorkflowNotFoundError } from '@temporalio/client';
import type { DataSource } from 'typeorm';

/** A case its workflow should have moved on and did not, or whose run keeps failing. */
export interface StuckCase {
  caseId: string;
  workflowId: string;
  status: CaseStatus;
  reason: 'engine-behind' | 'step-not-taken' | 'alarm-not-given' | 'task-failing' | 'activity-failing';
  /** What of the run is tried again and again, and how often it was; null where Temporal knows of nothing, or is away. */
  failing: { what: string; attempts: number } | null;
}

/** An engine at work is never this far behind. */
const STUCK_AFTER = "interval '5 minutes'";
const MOST_LISTED = 500;
/** Most rows read; which of them wait for a leader and not for the engine is then decided by a rule, not by SQL. */
const MOST_CANDIDATES = 5_000;
const CALL_MS = 10_000;
/** Of how many listed runs, and of how many of the cases that changed last, Temporal is asked what they are doing. */
const MOST_ASKED = 200;
const ASKED_AT_ONCE = 20;
/** From this try on a task or an activity fails for a reason that does not go away by itself. */
const FAILS_AGAIN = 4;
const WORKFLOW_TASK = 'workflow-task';
/** Acts that give the engine nothing to do: people may do them while it stands still. */
const FOR_LATER = actsThat(({ engine }) => engine === 'later');

interface Candidate {
  id: string;
  number: string;
  status: CaseStatus;
  clocks: CaseClock[];
  rework_rounds: number | null;
  behind: boolean;
  quiet: boolean;
  alarm_due: boolean;
}

/**
 * Open cases for which the engine has owed something for minutes: it lacks an act, the next step is its own
 * (`engineStepOf`), or an alarm is due. The time counts from the act that made it owe that, whatever people have done
 * since.
 */
const CANDIDATES_SQL = `
select * from (
  select c.id, c.number, c.status, c.clocks,
    (select (p.policy->>'reworkRounds')::int from casebook.policy p
     where p.jurisdiction = c.jurisdiction and p.version = c.policy_version) as rework_rounds,
    c.engine_seq < c.seq and exists (select from casebook.act a
      where a.case_id = c.id and a.seq = c.engine_seq + 1 and a.at < now() - ${STUCK_AFTER}) as behind,
    c.status = any($1) and (select max(a.at) from casebook.act a
      where a.case_id = c.id and a.kind <> all($2)) < now() - ${STUCK_AFTER} as quiet,
    c.status <> 'merged' and exists (select from jsonb_array_elements(c.clocks) k
      where ${CLOCK_SQL.owesRed('k', `now() - ${STUCK_AFTER}`)}) as alarm_due
  from casebook.complaint c where c.status <> 'archived'
) open where behind or quiet or alarm_due order by id limit ${MOST_CANDIDATES}`;

/** What the operator sees of the engine: ids, codes and counts of every jurisdiction, nothing of any matter. */
@Injectable()
export class StuckCases {
  constructor(
    @InjectDataSource('relay') private readonly dataSource: DataSource,
    private readonly client: Client,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** At most so many of them; the ones Temporal reports by itself come first. */
  async list(): Promise<StuckCase[]> {
    const owed = (
      await this.dataSource.query<Candidate[]>(CANDIDATES_SQL, [Object.keys(ENGINE_STEPS), FOR_LATER])
    ).flatMap(stuckOf);
    const reported = await this.asked(() => this.failingRuns(), []);
    const failing = [...reported, ...(await this.failingOfLastChanged())];
    const listed = new Map([...owed, ...failing].map((one) => [one.caseId, one]));
    return this.withFailing([...listed.values()].slice(0, MOST_LISTED));
  }

  /**
   * Not every Temporal server lists failing runs. A run can only fail at something it was sent, so the runs of the cases
   * that changed last are asked one by one.
   */
  private async failingOfLastChanged(): Promise<StuckCase[]> {
    const rows = await this.dataSource.query<{ id: string; number: string; status: CaseStatus }[]>(
      `select c.id, c.number, c.status from casebook.complaint c join casebook.act a on a.case_id = c.id and a.seq = c.seq
       where c.status <> 'archived' order by a.at desc limit ${MOST_ASKED}`,
    );
    const asked = await this.withFailing(rows.map((row) => stuckCaseOf(row, 'activity-failing')));
    return asked.flatMap((one) => {
      if (one.failing === null || one.failing.attempts < FAILS_AGAIN) return [];
      return [{ ...one, reason: one.failing.what === WORKFLOW_TASK ? 'task-failing' : one.reason }];
    });
  }

  /** Runs whose workflow task keeps failing, as Temporal itself reports them. */
  private async failingRuns(): Promise<StuckCase[]> {
    const ids: string[] = [];
    const query =
      "WorkflowType = 'complaintWorkflow' AND ExecutionStatus = 'Running' AND TemporalReportedProblems IS NOT NULL";
    for await (const { workflowId } of this.client.workflow.list({ query })) {
      ids.push(workflowId);
      if (ids.length === MOST_LISTED) break;
    }
    const numbers = ids.map(numberOfWorkflow).filter((number) => number !== null);
    const rows = await this.dataSource.query<{ id: string; number: string; status: CaseStatus }[]>(
      'select c.id, c.number, c.status from casebook.complaint c where c.number = any($1) order by c.id',
      [numbers],
    );
    return rows.map((row) => stuckCaseOf(row, 'task-failing'));
  }

  /** Asks Temporal what those runs fail at of which that is not known; it stays unknown while Temporal is away. */
  private async withFailing(cases: readonly StuckCase[]): Promise<StuckCase[]> {
    const asked = new Map<string, StuckCase['failing']>();
    const queue = cases.filter(({ failing }) => failing === null).slice(0, MOST_ASKED);
    const ask = async ({ workflowId }: StuckCase) => asked.set(workflowId, await this.failingOf(workflowId));
    await this.asked(async () => {
      while (queue.length > 0) await Promise.all(queue.splice(0, ASKED_AT_ONCE).map(ask));
    }, undefined);
    return cases.map((one) => ({ ...one, failing: asked.get(one.workflowId) ?? one.failing }));
  }

  private async failingOf(workflowId: string): Promise<StuckCase['failing']> {
    const description = await this.client.workflow.getHandle(workflowId).describe().catch(nullIfGone);
    if (description === null) return null;
    const { raw } = description;
    const task = raw.pendingWorkflowTask;
    const activities = (raw.pendingActivities ?? []).map(({ activityType, attempt }) => ({
      what: activityType?.name ?? 'activity',
      attempts: attempt ?? 1,
    }));
    const all = [...activities, ...(task ? [{ what: WORKFLOW_TASK, attempts: task.attempt ?? 1 }] : [])];
    return all.filter(({ attempts }) => attempts > 1).sort((a, b) => b.attempts - a.attempts)[0] ?? null;
  }

  /** While Temporal is away only the rows can tell. */
  private async asked<T>(question: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await this.client.withDeadline(Date.now() + CALL_MS, question);
    } catch (error) {
      this.logger.warn({ err: safeError(error) }, 'Temporal could not be asked about stuck workflows');
      return otherwise;
    }
  }
}

function stuckOf({ id, number, status, clocks, rework_rounds, behind, quiet, alarm_due }: Candidate): StuckCase[] {
  const step = quiet ? engineStepOf({ status, clocks }, rework_rounds ?? DEFAULT_HALL_POLICY.reworkRounds) : null;
  const reason = behind ? 'engine-behind' : step !== null ? 'step-not-taken' : alarm_due ? 'alarm-not-given' : null;
  return reason === null ? [] : [stuckCaseOf({ id, number, status }, reason)];
}

function stuckCaseOf(
  { id, number, status }: Pick<Candidate, 'id' | 'number' | 'status'>,
  reason: StuckCase['reason'],
): StuckCase {
  return { caseId: id, workflowId: workflowIdOf(number), status, reason, failing: null };
}

function nullIfGone(error: unknown): null {
  if (error instanceof WorkflowNotFoundError) return null;
  throw error;
}
