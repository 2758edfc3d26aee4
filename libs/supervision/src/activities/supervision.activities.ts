import type { RoutingActivities } from '@bancheng/contracts';
import type { Warn } from '../application/warn.use-case.js';

/** What the engine asks of supervision, on routing's queue. */
export function supervisionActivities(warning: Warn): Pick<RoutingActivities, 'warn'> {
  return { warn: ({ caseId, alarm }) => warning.execute(caseId, alarm) };
}
