import { TASK_QUEUES, type ReportingActivities } from '@bancheng/contracts/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';

const reporting = proxyActivities<ReportingActivities>({
  taskQueue: TASK_QUEUES.reporting,
  startToCloseTimeout: '15 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** Temporal's own: for when the Schedule meant the run, however late it was started. */
const SCHEDULED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/** 三(四) 跟踪督办: the periodic report to the responsible leaders; one run of the Schedule, for every jurisdiction. */
export async function supervisionReportWorkflow(): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const scheduledFor = typedSearchAttributes.get(SCHEDULED_FOR) ?? startTime;
  await reporting.composeSupervisionReports({ at: scheduledFor.toISOString() });
}
