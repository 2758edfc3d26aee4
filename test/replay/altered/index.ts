import type { ComplaintInput, NoticeInput } from '@bancheng/contracts/workflow';
import {
  complaintWorkflow as present,
  housekeepingWorkflow as presentHousekeeping,
  noticeWorkflow as presentNotice,
  supervisionReportWorkflow as presentReport,
} from '@bancheng/workflows';
import { sleep } from '@temporalio/workflow';

/** Careless changes: one timer more, not behind `patched()`. Stored histories must refuse it. */
export async function complaintWorkflow(input: ComplaintInput): Promise<void> {
  await sleep('1 second');
  await present(input);
}

export async function noticeWorkflow(input: NoticeInput): Promise<void> {
  await sleep('1 second');
  await presentNotice(input);
}

export async function housekeepingWorkflow(): Promise<void> {
  await sleep('1 second');
  await presentHousekeeping();
}

export async function supervisionReportWorkflow(): Promise<void> {
  await sleep('1 second');
  await presentReport();
}
