import {
  ANSWER_KINDS,
  clockView,
  HallRules,
  ParticularsReader,
  readCasesFor,
  readComplaint,
  readOriginalType,
  readRelations,
  readSlipBeyondAuthority,
  type Particulars,
} from '@bancheng/casebook';
import type { CatalogueItem } from '@bancheng/contracts/http/catalogues';
import { attachmentViewOf } from '@bancheng/contracts/http/attachments';
import type { ComplaintView, FirstCase } from '@bancheng/contracts/http/complaints';
import { STATUS_LABELS } from '@bancheng/contracts/http/labels';
import { catalogueLabels } from '@bancheng/directory';
import { CLOCK, InjectDataSource, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { readRegistrationSlip, type RegistrationSlip } from '../infrastructure/registration-slips.js';
import { clocksFor, departmentOf } from './department-part.js';
import { handlerNames } from './handler.js';
import { isOverdue } from './overdue.js';
import { toRelatedCase } from './related-case.js';

/** One case with its particulars, as the reader may see it. */
@Injectable()
export class ReadComplaint {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
  ) {}

  /** @throws Problem 404 `complaint-not-found`, also for another jurisdiction's case or one the department has no part in */
  async execute(actor: Actor, id: string): Promise<ComplaintView> {
    const tx = this.dataSource.manager;
    const { redact, ...particulars } = await this.particulars.readParticulars(tx, id, actor);
    const {
      name,
      reporter,
      phone,
      phoneGiven,
      otherContact,
      record,
      claim,
      suggestions,
      matterKinds,
      accused,
      confidential,
      withheld,
    } = particulars;
    const [cases, originalType, kept, calendar] = await Promise.all([
      readCasesFor(tx, [id], actor),
      readOriginalType(tx, id),
      readRegistrationSlip(tx, id),
      this.rules.calendarInForce(tx),
    ]);
    const complaint = cases.get(id)!;
    const now = this.clock.now();
    const department = departmentOf(actor);
    const { jurisdiction: _, policyVersion: __, mergedInto, seq, clocks, departments, ...row } = complaint;
    const { merged, repeatOf } = department === null ? await readRelations(tx, id) : { merged: [], repeatOf: [] };
    const nameOf = await handlerNames(tx, actor.jurisdiction, [complaint]);
    return {
      ...row,
      handlerName: nameOf(row.handler),
      originalType,
      statusLabel: STATUS_LABELS[row.status],
      departments: department === null ? departments : [department],
      overdue: isOverdue({ status: row.status, clocks: clocksFor(clocks, department) }, now),
      clocks: clocksFor(clocks, department).map((clock) => clockView(clock, now, calendar)),
      ...{ name, reporter, phone, phoneGiven, otherContact, withheld },
      ...{ record, claim, suggestions, matterKinds, accused, confidential },
      slip:
        department === null
          ? slipView(kept, particulars, await this.serviceItem(actor, particulars.serviceItem), redact)
          : null,
      first: mergedInto === null || department !== null ? null : await this.firstCase(actor, mergedInto, now),
      slipBeyondAuthority: department === null ? await readSlipBeyondAuthority(tx, id) : null,
      merged: merged.map(toRelatedCase),
      repeatOf: repeatOf.map(toRelatedCase),
      version: seq,
    };
  }

  private async serviceItem({ jurisdiction }: Actor, code: string | null): Promise<CatalogueItem | null> {
    if (code === null) return null;
    const key = { jurisdiction, catalogue: 'service-items' } as const;
    const labels = await catalogueLabels(this.dataSource.manager, key, [code]);
    return { code, label: labels.get(code) ?? code };
  }

  /** For a merged case, what was done and answered in its first case. */
  private async firstCase(actor: Actor, id: string, now: string): Promise<FirstCase> {
    const tx = this.dataSource.manager;
    const { number, status, registeredAt, closedAt, clocks } = await readComplaint(tx, id, actor.jurisdiction);
    const { texts } = await this.particulars.readParticulars(tx, id, actor);
    const calendar = await this.rules.calendarInForce(tx);
    return {
      ...toRelatedCase({ id, number, status, registeredAt }),
      closedAt,
      clocks: clocks.map((clock) => clockView(clock, now, calendar)),
      answers: texts.filter(({ kind }) => ANSWERS.has(kind)).map(({ kind, ref, body }) => ({ kind, ref, body })),
    };
  }
}

const ANSWERS = new Set<string>(ANSWER_KINDS);

/** Remarks and file names may name the citizen too. */
function slipView(
  kept: RegistrationSlip | null,
  { serviceItemName, applicationNumber }: Pick<Particulars, 'serviceItemName' | 'applicationNumber'>,
  item: CatalogueItem | null,
  redact: (text: string) => string,
): ComplaintView['slip'] {
  if (kept === null) return null;
  return {
    serviceItem: item,
    serviceItemName,
    applicationNumber,
    windowOpinion: kept.windowOpinion,
    remarks: kept.remarks && redact(kept.remarks),
    attachments: kept.attachments.map((file) => attachmentViewOf({ ...file, fileName: redact(file.fileName) })),
  };
}
