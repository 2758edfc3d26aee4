import type { RoutingActivities } from '@bancheng/contracts';
import type { EndTransfer } from '../application/end-transfer.use-case.js';

/** What the engine asks of transfer, on routing's queue: at a withdrawal, to end the case's open transfer. */
export function transferActivities(ending: EndTransfer): Pick<RoutingActivities, 'endDispatches'> {
  return { endDispatches: ({ caseId }) => ending.execute(caseId) };
}
