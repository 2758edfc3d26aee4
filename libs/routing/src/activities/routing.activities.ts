import type { RoutingActivities } from '@bancheng/contracts';
import { activityInfo } from '@temporalio/activity';
import type { ApplyPublicSignal } from '../application/apply-public-signal.use-case.js';
import type { EndDispatches } from '../application/end-dispatches.use-case.js';
import type { Resume } from '../application/resume.use-case.js';

/** Tries of a public signal: with a pause that doubles from one second, a little more than a minute. */
const MOST_TRIES = 7;

/** What the engine asks of routing; supervision and transfer serve the same queue. */
export function routingActivities(
  resuming: Resume,
  ending: EndDispatches,
  signals: ApplyPublicSignal,
): Omit<RoutingActivities, 'warn'> {
  return {
    resumeDispatch: ({ caseId, alarm }) => resuming.byLimit(caseId, alarm),
    endDispatches: ({ caseId }) => ending.execute(caseId),
    applyPublicSignal: (input) => signals.execute(input, activityInfo().attempt >= MOST_TRIES),
  };
}
