import { conflict } from '@bancheng/platform';
import { ApplicationFailure } from '@temporalio/common';

/** The clock has moved or ended since the alarm was set, or the alarm was given already. */
export const alarmStale = () => conflict('alarm-stale', '期限已变更或已结束，无须提醒');

/** The engine's timer ran ahead of the clock that acts take their time from: Temporal is to try the activity again. */
export const notYetDue = () => ApplicationFailure.retryable('the alarm is not due yet', 'NotYetDue');
