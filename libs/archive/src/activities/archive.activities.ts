import type { CloseCase } from '@bancheng/casebook';
import type { ArchiveActivities } from '@bancheng/contracts';
import type { ArchiveCase } from '../application/archive-case.use-case.js';

/** What the engine asks of the archive. */
export function archiveActivities(closing: CloseCase, archiving: ArchiveCase): ArchiveActivities {
  return {
    archiveCase: ({ caseId, round = 1 }) => archiving.execute(caseId, round),
    async closeAndArchive({ caseId, round }) {
      const closed = await closing.execute(caseId, round);
      if (closed.refused !== null) return closed;
      const filed = await archiving.execute(caseId, round);
      return { acts: [...closed.acts, ...filed.acts], refused: filed.refused };
    },
  };
}
