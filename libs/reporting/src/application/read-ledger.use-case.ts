import { reporterLabel } from '@bancheng/domain';
import { ParticularsReader, type Particulars } from '@bancheng/casebook';
import type { Catalogue, CatalogueItem } from '@bancheng/contracts/http/catalogues';
import { MOST_NOTES, type LedgerEntry, type LedgerQuery } from '@bancheng/contracts/http/reporting';
import { catalogueLabels } from '@bancheng/directory';
import { parseComplaintNumber, type TextKind } from '@bancheng/domain';
import { CLOCK, decodeCursor, InjectDataSource, pageOf, type Actor, type Clock, type Page } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { readLedger, type LedgerPosition, type StoredLedgerRow } from '../infrastructure/ledger.repository.js';

const position = z.strictObject({ year: z.int().min(2000).max(9999), sequence: z.int().positive() });

/** The 登记台账 (附件3), a page at a time. */
@Injectable()
export class ReadLedger {
  constructor(
    @InjectDataSource('reporting') private readonly database: DataSource,
    private readonly particulars: ParticularsReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 `cursor-malformed` */
  async execute(actor: Actor, { cursor, ...selection }: LedgerQuery): Promise<Page<LedgerEntry>> {
    const after = decodeCursor(cursor, position);
    const { jurisdiction } = actor;
    const { limit } = selection;
    const now = this.clock.now();
    const rows = await readLedger(this.database, { ...selection, jurisdiction, after, now });
    const ids = rows.map((row) => row.case_id);
    const { manager } = this.database;
    const told = await this.particulars.readMany(manager, ids, actor);
    const services = [...told.values()].flatMap(({ serviceItem }) => serviceItem ?? []);
    const labelsOf = (catalogue: Catalogue, codes: string[]) =>
      catalogueLabels(manager, { jurisdiction, catalogue }, codes);
    const labels = {
      reasons: await labelsOf('decline-reasons', codesOf(rows, 'decline_reason')),
      causes: await labelsOf('causes', codesOf(rows, 'cause')),
      services: await labelsOf('service-items', services),
    };
    return pageOf(
      rows,
      limit,
      (row) => entryOf(row, told.get(row.case_id), labels),
      ({ number }) => positionOf(number),
    );
  }
}

function codesOf(rows: readonly StoredLedgerRow[], column: 'decline_reason' | 'cause'): string[] {
  return rows.flatMap((row) => row[column] ?? []);
}

/** Of the catalogues' codes that rows show. */
type Labels = Record<'reasons' | 'causes' | 'services', ReadonlyMap<string, string>>;

function entryOf(row: StoredLedgerRow, told: Particulars | undefined, labels: Labels): LedgerEntry {
  return {
    caseId: row.case_id,
    status: row.status,
    registeredAt: row.registered_at.toISOString(),
    number: row.number,
    citizenName: told?.reporter ? reporterLabel({ ...told, reporter: told.reporter }) : null,
    citizenPhone: told?.phone ?? null,
    matter: told?.record ?? null,
    serviceItem: itemOf(told?.serviceItem ?? null, labels.services),
    serviceItemName: told?.serviceItemName ?? null,
    applicationNumber: told?.applicationNumber ?? null,
    channel: row.channel,
    handler: row.handler,
    acceptedAt: iso(row.accepted_at),
    timeLimit: {
      type: row.type,
      originalType: row.original_type,
      dueAt: iso(row.due_at),
      originalDueAt: iso(row.original_due_at),
    },
    departments: row.departments,
    leadDepartment: row.lead_department,
    departmentLimits: row.department_limits,
    agency:
      row.agency === null
        ? null
        : { code: row.agency, name: lastText(told, ['transfer-agency']), outcome: row.agency_outcome },
    result: {
      answeredOnTheSpot: row.answered,
      declineReason: itemOf(row.decline_reason, labels.reasons),
      progressAt: iso(row.progress_at),
      solvedAt: iso(row.solved_at),
      answer: lastText(told, ['answer', 'decline-explanation']),
      replies: row.replies.map(({ dispatchId, ...reply }) => ({
        ...reply,
        text: lastText(told, ['reply'], dispatchId),
      })),
      windowReply: windowReplyOf(row, told),
      grade: row.grade,
      gradedBy: row.graded_by,
      rating: row.rating,
      verdicts: row.verdicts,
    },
    completedAt: iso(row.completed_at),
    cause: itemOf(row.cause, labels.causes),
    changeNeeded: row.change_needed,
    closedAt: iso(row.closed_at),
    mergedInto: row.first_number,
    remarks: row.remarks,
    notes: notesOf(told),
  };
}

function itemOf(code: string | null, labels: ReadonlyMap<string, string>): CatalogueItem | null {
  return code === null ? null : { code, label: labels.get(code) ?? code };
}

/** The last text of one of these kinds, of the part `ref` where that is given, as far as the reader may see it. */
function lastText(told: Particulars | undefined, kinds: readonly TextKind[], ref?: string): string | null {
  const last = told?.texts.findLast((text) => kinds.includes(text.kind) && (ref === undefined || text.ref === ref));
  return last?.body ?? null;
}

function windowReplyOf({ window_reply: reply }: StoredLedgerRow, told: Particulars | undefined) {
  if (reply === null) return null;
  const { seq, ...said } = reply;
  return { ...said, text: told?.texts.find((text) => text.seq === seq && text.kind === 'reply')?.body ?? null };
}

function notesOf(told: Particulars | undefined): string[] {
  const notes = told?.texts.filter(({ kind }) => kind === 'note') ?? [];
  return notes.map(({ body }) => body).slice(-MOST_NOTES);
}

function positionOf(number: string): LedgerPosition {
  const { year, sequence } = parseComplaintNumber(number)!;
  return { year, sequence };
}

function iso(date: Date | null): string | null {
  return date?.toISOString() ?? null;
}
