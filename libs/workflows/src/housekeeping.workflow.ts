import { TASK_QUEUES, type FoldActivities, type HousekeepingActivities } from '@bancheng/contracts/workflow';
import { patched, proxyActivities } from '@temporalio/workflow';

/** The services that keep technical rows: idempotency keys, marks of events taken. */
const KEEPERS = [TASK_QUEUES.relay, TASK_QUEUES.reporting, TASK_QUEUES.notices];

/** One night's run of the Schedule: each service does its own part; one that is away does not hold up the others. */
export async function housekeepingWorkflow(): Promise<void> {
  const parts = KEEPERS.map((queue) => activitiesOf<HousekeepingActivities>(queue).forgetOldRows());
  if (patched('fold-anew')) parts.push(activitiesOf<FoldActivities>(TASK_QUEUES.intake).foldAnew());
  const ended = await Promise.allSettled(parts);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

function activitiesOf<A extends object>(taskQueue: string) {
  return proxyActivities<A>({
    taskQueue,
    startToCloseTimeout: '15 minutes',
    // Less than a day: while a run is open the Schedule starts no other.
    scheduleToCloseTimeout: '20 hours',
    retry: { initialInterval: '1 minute', backoffCoefficient: 2, maximumInterval: '1 hour' },
  });
}
