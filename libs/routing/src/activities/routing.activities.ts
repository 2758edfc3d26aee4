import type { RoutingActivities } from '@bancheng/contracts';
import { ApplicationFailure } from '@temporalio/activity';
import type { ApplyPublicSignal } from '../application/apply-public-signal.use-case.js';
import type { EndDispatches } from '../application/end-dispatches.use-case.js';
import { NotYetDue, type Warn } from '../application/warn.use-case.js';

/** What the engine asks of routing. */
export function routingActivities(warning: Warn, ending: EndDispatches, signals: ApplyPublicSignal): RoutingActivities {
  return {
    warn: async ({ caseId, alarm }) => {
      try {
        return await warning.execute(caseId, alarm);
      } catch (error) {
        if (error instanceof NotYetDue) throw ApplicationFailure.retryable(error.message, 'NotYetDue');
        throw error;
      }
    },
    endDispatches: ({ caseId }) => ending.execute(caseId),
    applyPublicSignal: (input) => signals.execute(input),
  };
}
