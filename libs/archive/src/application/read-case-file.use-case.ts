import { readComplaint, recordedActs } from '@bancheng/casebook';
import type { CaseFile } from '@bancheng/contracts/http/archive';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { lastFiling } from '../infrastructure/filings.js';
import { fileClassesOf } from './file-classes.js';

/** A case's list of papers: as it was filed, or what there is so far, of a reopened case too. */
@Injectable()
export class ReadCaseFile {
  constructor(@InjectDataSource('archive') private readonly dataSource: DataSource) {}

  /** @throws Problem 404 `complaint-not-found` */
  execute(actor: Actor, caseId: string): Promise<CaseFile> {
    // One snapshot: a case that is archived meanwhile is shown before it or after, not half.
    return this.dataSource.transaction('REPEATABLE READ', async (tx) => {
      const { number, status, type } = await readComplaint(tx, caseId, actor.jurisdiction);
      const filed = await lastFiling(tx, caseId);
      const final = status === 'archived' && filed !== null;
      return {
        complaintId: caseId,
        number,
        status,
        final,
        catalogueNumber: filed?.catalogueNumber ?? null,
        retention: filed?.retention ?? null,
        archivedAt: filed?.archivedAt ?? null,
        classes: final ? filed.classes : fileClassesOf(type, await recordedActs(tx, caseId)),
      };
    });
  }
}
