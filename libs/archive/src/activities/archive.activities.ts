import type { ArchiveActivities } from '@bancheng/contracts';
import type { ArchiveCase } from '../application/archive-case.use-case.js';

/** What the engine asks of the archive. */
export function archiveActivities(archiving: ArchiveCase): ArchiveActivities {
  return { archiveCase: ({ caseId, round = 1 }) => archiving.execute(caseId, round) };
}
