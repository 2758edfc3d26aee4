import type { FollowUpActivities } from '@bancheng/contracts';
import type { CloseCase } from '@bancheng/casebook';
import type { OpenFollowUp } from '../application/open-follow-up.use-case.js';
import type { OpenRework } from '../application/open-rework.use-case.js';

/** What the engine asks of follow-up. */
export function followUpActivities(
  opening: OpenFollowUp,
  reworking: OpenRework,
  closing: CloseCase,
): FollowUpActivities {
  return {
    openFollowUp: ({ caseId, round = 1 }) => opening.execute(caseId, round),
    openRework: ({ caseId, round }) => reworking.execute(caseId, round),
    closeCase: ({ caseId, round = 1 }) => closing.execute(caseId, round),
  };
}
