import type { ComplaintInput } from '@bancheng/contracts/workflow';
import { complaintWorkflow as present } from '@bancheng/workflows';
import { sleep } from '@temporalio/workflow';

/** A careless change: one timer more, not behind `patched()`. Stored histories must refuse it. */
export async function complaintWorkflow(input: ComplaintInput): Promise<void> {
  await sleep('1 second');
  await present(input);
}
