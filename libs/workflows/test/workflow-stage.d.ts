import { type ActsRecorded } from '@bancheng/contracts/workflow';
import type { WorkflowHandle } from '@temporalio/client';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { PaperCase } from './paper-case.js';
export declare const WORKFLOWS_ENTRY: string;
/** The time-skipping server with the real workflow bundle and one worker a task queue; the case is kept on paper. */
export declare class WorkflowStage {
  readonly env: TestWorkflowEnvironment;
  private count;
  private paper;
  private workers;
  private running;
  private constructor();
  static open(): Promise<WorkflowStage>;
  close(): Promise<void>;
  /** A new case on paper, which the workers serve from now on, and the id of its run. */
  newCase(): {
    paper: PaperCase;
    id: string;
  };
  /** Keeps the run's history for `test/replay` when RECORD_HISTORIES names the folder (`npm run histories`). */
  keepHistory(name: string, workflowId: string): Promise<void>;
  now(): Promise<string>;
  /** An instant so many milliseconds after the server's present one. */
  later(ms: number): Promise<string>;
  private defineSearchAttributes;
  private startWorkers;
  /** Starts a run as the relay does. */
  start(workflowId: string, message: ActsRecorded): Promise<WorkflowHandle>;
  /** Waits, without skipping time, until `met` holds. */
  until(met: () => boolean | Promise<boolean>): Promise<void>;
}
//# sourceMappingURL=workflow-stage.d.ts.map
