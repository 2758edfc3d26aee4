import { complaintWorkflowOf } from '../../src/complaint.workflow.js';

/** The workflow with so small a bound that a long case goes on as a new run several times. */
export const LONGEST_HISTORY = 200;
export const complaintWorkflow = complaintWorkflowOf(LONGEST_HISTORY);
