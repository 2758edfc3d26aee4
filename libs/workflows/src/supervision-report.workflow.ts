import { TASK_QUEUES, type NoticeActivities, type ReportingActivities } from '@bancheng/contracts/workflow';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { proxyActivities, workflowInfo } from '@temporalio/workflow';

const reporting = proxyActivities<ReportingActivities>({
  taskQueue: TASK_QUEUES.reporting,
  startToCloseTimeout: '15 minutes',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '5 minutes' },
});

/** Tried over the longest holiday and three working days after it; the next runs do not wait for this one. */
const notices = proxyActivities<Pick<NoticeActivities, 'tellOfReport'>>({
  taskQueue: TASK_QUEUES.notices,
  startToCloseTimeout: '30 seconds',
  scheduleToCloseTimeout: '14 days',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Set by Temporal: the time for which the Schedule planned the run, however late it started. */
const SCHEDULED_FOR = defineSearchAttributeKey('TemporalScheduledStartTime', SearchAttributeType.DATETIME);

/**
 * 三(四) 跟踪督办: the periodic report to the responsible leaders; one run of the Schedule, for every jurisdiction. Each
 * leader is told of theirs. When one could not be told the run fails, but all reports have been made.
 */
export async function supervisionReportWorkflow(): Promise<void> {
  const { typedSearchAttributes, startTime } = workflowInfo();
  const scheduledFor = typedSearchAttributes.get(SCHEDULED_FOR) ?? startTime;
  const day = { at: scheduledFor.toISOString() };
  await reporting.composeSupervisionReports(day);
  const made = await reporting.supervisionReportsMade(day);
  await Promise.all(made.map((report) => notices.tellOfReport(report)));
}
