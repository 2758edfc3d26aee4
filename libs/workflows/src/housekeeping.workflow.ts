import { TASK_QUEUES, type HousekeepingActivities } from '@bancheng/contracts/workflow';
import { proxyActivities } from '@temporalio/workflow';

/** The services that keep technical rows: idempotency keys, marks of events taken. */
const KEEPERS = [TASK_QUEUES.relay, TASK_QUEUES.reporting, TASK_QUEUES.notices];

/** One night's run of the Schedule: each service forgets its own old rows; one that is away does not hold up the others. */
export async function housekeepingWorkflow(): Promise<void> {
  const keepers = KEEPERS.map((taskQueue) =>
    proxyActivities<HousekeepingActivities>({
      taskQueue,
      startToCloseTimeout: '15 minutes',
      // Less than a day: while a run is open the Schedule starts no other.
      scheduleToCloseTimeout: '20 hours',
      retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '1 hour' },
    }),
  );
  const ended = await Promise.allSettled(keepers.map((keeper) => keeper.forgetOldRows()));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}
