import type {
  ArchiveActivities,
  FollowUpActivities,
  IntakeActivities,
  RoutingActivities,
} from '@bancheng/contracts/workflow';
import { TASK_QUEUES } from '@bancheng/contracts/workflow';
import { proxyActivities, type ActivityOptions } from '@temporalio/workflow';

/**
 * Every effect on a record is one short transaction with a key of its own, so it may be tried for as long as it takes:
 * a service that is down for days delays a case and loses nothing.
 */
const ONE_TRANSACTION: ActivityOptions = {
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
};

export const intake = proxyActivities<IntakeActivities>({ ...ONE_TRANSACTION, taskQueue: TASK_QUEUES.intake });
export const routing = proxyActivities<RoutingActivities>({ ...ONE_TRANSACTION, taskQueue: TASK_QUEUES.routing });
export const followUp = proxyActivities<FollowUpActivities>({ ...ONE_TRANSACTION, taskQueue: TASK_QUEUES.followUp });
export const archive = proxyActivities<ArchiveActivities>({ ...ONE_TRANSACTION, taskQueue: TASK_QUEUES.archive });
