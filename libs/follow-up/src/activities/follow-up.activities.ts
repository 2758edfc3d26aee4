import type { FollowUpActivities } from '@bancheng/contracts';
import type { CloseCase } from '../application/close-case.use-case.js';
import type { OpenFollowUp } from '../application/open-follow-up.use-case.js';

/** What the engine asks of follow-up. */
export function followUpActivities(opening: OpenFollowUp, closing: CloseCase): FollowUpActivities {
  return {
    openFollowUp: ({ caseId }) => opening.execute(caseId),
    closeCase: ({ caseId }) => closing.execute(caseId),
  };
}
