import type { RoutingActivities } from '@bancheng/contracts';
import { activityInfo, ApplicationFailure } from '@temporalio/activity';
import type { ApplyPublicSignal } from '../application/apply-public-signal.use-case.js';
import type { EndDispatches } from '../application/end-dispatches.use-case.js';
import type { Resume } from '../application/resume.use-case.js';
import { NotYetDue, type Warn } from '../application/warn.use-case.js';

/** With a pause that doubles from one second, a little more than a minute. */
const MOST_TRIES = 7;

/** What the engine asks of routing. */
export function routingActivities(
  warning: Warn,
  resuming: Resume,
  ending: EndDispatches,
  signals: ApplyPublicSignal,
): RoutingActivities {
  return {
    warn: ({ caseId, alarm }) => whenDue(() => warning.execute(caseId, alarm)),
    resumeDispatch: ({ caseId, alarm }) => whenDue(() => resuming.byLimit(caseId, alarm)),
    endDispatches: ({ caseId }) => ending.execute(caseId),
    applyPublicSignal: (input) => signals.execute(input, activityInfo().attempt >= MOST_TRIES),
  };
}

async function whenDue<T>(effect: () => Promise<T>): Promise<T> {
  try {
    return await effect();
  } catch (error) {
    if (error instanceof NotYetDue) throw ApplicationFailure.retryable(error.message, 'NotYetDue');
    throw error;
  }
}
