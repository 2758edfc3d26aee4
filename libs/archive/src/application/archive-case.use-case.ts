import { applyEffect, Casebook, engineSource, type ActDraft, type Complaint } from '@bancheng/casebook';
import type { EffectResult } from '@bancheng/contracts';
import { localDateOf } from '@bancheng/domain';
import { InjectUnitOfWork, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CaseFileEntity } from '../infrastructure/case-file.entity.js';
import { nextSequence } from '../infrastructure/catalogue-counter.js';
import { recordedActs } from '../infrastructure/recorded-acts.js';
import { retentionRuleOf } from '../infrastructure/retention.repository.js';
import { catalogueNumber } from './catalogue-number.js';
import { absentClassesOf, fileClassesOf } from './file-classes.js';

/** 立卷归档: a closed case gets its file, its retention period and its catalogue number (三(六)). */
@Injectable()
export class ArchiveCase {
  constructor(
    @InjectUnitOfWork('archive') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** An effect of the engine: repeated, it answers what it did the first time and takes no second number. */
  execute(caseId: string): Promise<EffectResult> {
    return applyEffect(this.unitOfWork, (tx) =>
      this.casebook.recordAct(
        tx,
        { caseId, jurisdiction: null },
        engineSource('archived'),
        'archived',
        (complaint, at) => makeUpFile(tx, complaint, at),
      ),
    );
  }
}

/** The file counts towards the year in which the case was closed, though the archiving came after midnight. */
async function makeUpFile(tx: EntityManager, complaint: Complaint, at: string): Promise<ActDraft<'archived'>> {
  const { id: caseId, jurisdiction, type, closedAt } = complaint;
  const { retention } = await retentionRuleOf(tx, jurisdiction, type ?? 'declined');
  const classes = fileClassesOf(type, await recordedActs(tx, caseId));
  const year = Number(localDateOf(closedAt ?? at).slice(0, 4));
  const sequence = await nextSequence(tx, jurisdiction, year);
  const number = catalogueNumber(jurisdiction, year, retention, sequence);
  await tx.insert(CaseFileEntity, {
    caseId,
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
    kind: 'archived',
    detail: { catalogueNumber: number, retention, absentClasses: absentClassesOf(classes) },
  };
}
