import {
  ACTS_RECORDED_SIGNAL,
  COMPLAINT_WORKFLOW,
  complaintInput,
  TASK_QUEUES,
  type ActsRecorded,
} from '@bancheng/contracts/workflow';
import { isTerminal, workflowIdOf, type CaseStatus } from '@bancheng/domain';
import {
  Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  type WorkflowIdReusePolicy,
} from '@temporalio/client';
import type { DataSource } from 'typeorm';

/** A call that takes longer counts as an outage and is made again; shorter than the lock time-out of whoever waits for a row. */
const CALL_MS = 4_000;

/** The runs that drive cases: started once by the relay, again only for a case that is not finished. */
export class CaseRuns {
  constructor(
    private readonly client: Client,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Tells a case's run of acts; the act that opened the case starts the run.
   * @returns the run that took it where Temporal says so; null for a running one, or when the case is finished
   */
  async tell(caseId: string, number: string, message: ActsRecorded): Promise<string | null> {
    const opens = message.acts[0]?.seq === 1;
    try {
      if (opens) return await this.start(caseId, number, message, 'REJECT_DUPLICATE');
      await this.call(() => this.client.workflow.getHandle(workflowIdOf(number)).signal(ACTS_RECORDED_SIGNAL, message));
      return null;
    } catch (error) {
      if (error instanceof WorkflowNotFoundError || error instanceof WorkflowExecutionAlreadyStartedError) {
        return this.restart(caseId);
      }
      throw error;
    }
  }

  /** Asks the run to load its case. */
  async nudge(caseId: string, number: string): Promise<void> {
    await this.tell(caseId, number, nudgeOf(caseId));
  }

  /**
   * Starts a new run for a case that has none and is not finished. The row's lock is held meanwhile: the case can't be
   * archived under it, so the workflow of a finished case is never started again. A reopened case is not finished.
   */
  async restart(caseId: string): Promise<string | null> {
    return this.dataSource.transaction(async (tx) => {
      const [row] = await tx.query<{ number: string; status: CaseStatus }[]>(
        'select number, status from casebook.complaint where id = $1 for no key update',
        [caseId],
      );
      if (row === undefined || isTerminal(row.status)) return null;
      return this.start(caseId, row.number, nudgeOf(caseId), 'ALLOW_DUPLICATE');
    });
  }

  private start(caseId: string, number: string, message: ActsRecorded, reuse: WorkflowIdReusePolicy): Promise<string> {
    return this.call(async () => {
      const handle = await this.client.workflow.signalWithStart(COMPLAINT_WORKFLOW, {
        workflowId: workflowIdOf(number),
        taskQueue: TASK_QUEUES.workflows,
        args: [complaintInput(caseId)],
        signal: ACTS_RECORDED_SIGNAL,
        signalArgs: [message],
        workflowIdReusePolicy: reuse,
        workflowIdConflictPolicy: 'USE_EXISTING',
      });
      return handle.signaledRunId;
    });
  }

  private call<T>(work: () => Promise<T>): Promise<T> {
    return this.client.withDeadline(Date.now() + CALL_MS, work);
  }
}

/** A message without acts: it makes the run load its case. */
function nudgeOf(caseId: string): ActsRecorded {
  return { caseId, upTo: 0, acts: [] };
}
