import {
  applyEffect,
  Casebook,
  engineSource,
  readComplaint,
  recordedActs,
  roundKey,
  type ActDraft,
  type Complaint,
} from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { handlingRound, localDateOf } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseFileEntity } from '../infrastructure/case-file.entity.js';
import { nextSequence } from '../infrastructure/catalogue-counter.js';
import { lastFiling } from '../infrastructure/filings.js';
import { retentionRuleOf } from '../infrastructure/retention.repository.js';
import { catalogueNumber } from './catalogue-number.js';
import { absentClassesOf, fileClassesOf } from './file-classes.js';

/**
 * 立卷归档: a closed case gets its file, its retention period and its catalogue number (三(六)). One that was reopened is filed
 * again under the number it has, with all its papers.
 */
@Injectable()
export class ArchiveCase {
  constructor(
    @InjectUnitOfWork('archive') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * An effect of the engine: repeated, it answers what it did the first time and takes no second number.
   * @param round that was closed; refused as `round-not-due` when the case is in another
   */
  execute(caseId: string, round: number): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordEffect(
        tx,
        { caseId, jurisdiction: null },
        engineSource(roundKey('archived', round)),
        'archived',
        (complaint, at) => {
          if (handlingRound(complaint.clocks) !== round) throw conflict('round-not-due', '该件不在这一轮办理');
          return makeUpFile(tx, complaint, at);
        },
      ),
    );
  }
}

async function makeUpFile(tx: EntityManager, complaint: Complaint, at: string): Promise<ActDraft<'archived'>> {
  const { id: caseId, jurisdiction, type } = complaint;
  const classes = fileClassesOf(type, await recordedActs(tx, caseId));
  const earlier = await lastFiling(tx, caseId);
  const { retention, year, sequence } = await placeOf(tx, complaint, at, earlier);
  const number = catalogueNumber(jurisdiction, year, retention, sequence);
  await tx.insert(CaseFileEntity, {
    caseId,
    filing: (earlier?.filing ?? 0) + 1,
    jurisdiction,
    year,
    sequence,
    catalogueNumber: number,
    type,
    retention,
    archivedAt: at,
    classes,
  });
  return {
    detail: { catalogueNumber: number, retention, absentClasses: absentClassesOf(classes) },
  };
}

type Place = Pick<CaseFileEntity, 'retention' | 'year' | 'sequence'>;

/**
 * The file's place in the catalogue: in the year in which the case was first closed, even if it is archived after
 * midnight. A reopened case that is filed again keeps its place, unless it had been declined and has a type only now:
 * then its retention follows the type. A case merged before it had a type is kept as long as its first case.
 */
async function placeOf(
  tx: EntityManager,
  { jurisdiction, type, closedAt, mergedInto }: Complaint,
  at: string,
  earlier: CaseFileEntity | null,
): Promise<Place> {
  if (earlier?.type === type) return earlier;
  const handledAs = type ?? (mergedInto === null ? null : (await readComplaint(tx, mergedInto, jurisdiction)).type);
  const { retention } = await retentionRuleOf(tx, jurisdiction, handledAs ?? 'declined');
  if (earlier !== null) return { ...earlier, retention };
  const year = Number(localDateOf(closedAt ?? at).slice(0, 4));
  return { retention, year, sequence: await nextSequence(tx, jurisdiction, year) };
}
