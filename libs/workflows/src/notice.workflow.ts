import { TASK_QUEUES, type NoticeActivities, type NoticeInput } from '@bancheng/contracts/workflow';
import { ActivityFailure, isCancellation, proxyActivities } from '@temporalio/workflow';

/** Soon after a short fault, then once an hour; the activity says when to give up, this bound is longer than any holiday allows. */
const outside = proxyActivities<Pick<NoticeActivities, 'sendNotice'>>({
  taskQueue: TASK_QUEUES.notices,
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '21 days',
  retry: { initialInterval: '5 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
});

/** Writes one row of our own database: tried until it succeeds. */
const inside = proxyActivities<Pick<NoticeActivities, 'giveUpNotice'>>({
  taskQueue: TASK_QUEUES.notices,
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
});

/**
 * One notice on its way to a channel that may be away: tried again for three working days, given up at once when the receiver
 * refuses it for good. A notice given up is marked so on its row and waits for a person.
 */
export async function noticeWorkflow(input: NoticeInput): Promise<void> {
  try {
    await outside.sendNotice(input);
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    await inside.giveUpNotice(input);
  }
}
