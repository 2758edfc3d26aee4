import {
  clockView,
  HallRules,
  ParticularsReader,
  readCases,
  readCasesFor,
  seesWholeCase,
  type Complaint,
} from '@bancheng/casebook';
import { instant, uuid } from '@bancheng/contracts';
import type { Extension } from '@bancheng/contracts/http/extensions';
import type { Slip } from '@bancheng/contracts/http/slips';
import { onBehalfOf } from '@bancheng/directory';
import { clockOf } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageTogether,
  type Actor,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { extensionsOfCase, pendingExtensions, type ExtensionsAfter } from '../infrastructure/extensions.js';

/** The first year with four digits: PostgreSQL and JavaScript write earlier ones in different ways. */
const START = { askedAt: '1000-01-01T00:00:00.000Z', id: '00000000-0000-0000-0000-000000000000' };
const position = z.strictObject({ askedAt: instant.refine((at) => at >= START.askedAt), id: uuid });

/** Requests for 延期, with the deadlines they are about, in the order of asking. */
@Injectable()
export class ReadExtensions {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** Not decided yet; for leaders and their deputies. @throws Problem 403 as `onBehalfOf`; 400 `cursor-malformed` */
  async pending(actor: Actor, query: PageQuery): Promise<Page<Extension>> {
    const page = pageAfter(query);
    await onBehalfOf(this.db.manager, actor, this.clock.now());
    const rows = await pendingExtensions(this.db.manager, actor.jurisdiction, page);
    return this.shown(rows, query, actor, (caseIds) => readCases(this.db.manager, caseIds));
  }

  /** Of one case; a department's only those for its own deadlines. @throws Problem 400 `cursor-malformed` */
  async ofCase(actor: Actor, caseId: string, query: PageQuery): Promise<Page<Extension>> {
    const page = pageAfter(query);
    const { jurisdiction } = actor;
    const department = seesWholeCase(actor) ? null : actor.department;
    const rows = await extensionsOfCase(this.db.manager, { caseId, jurisdiction, department }, page);
    return this.shown(rows, query, actor, (caseIds) => readCasesFor(this.db.manager, caseIds, actor));
  }

  private shown(
    rows: readonly ExtensionEntity[],
    { limit }: PageQuery,
    actor: Actor,
    casesOf: (caseIds: readonly string[]) => Promise<Map<string, Complaint>>,
  ): Promise<Page<Extension>> {
    const toItems = async (shown: readonly ExtensionEntity[]): Promise<Extension[]> => {
      const caseIds = [...new Set(shown.map(({ caseId }) => caseId))];
      const cases = await casesOf(caseIds);
      const redact = await this.particulars.redactorFor(this.db.manager, caseIds, actor);
      const calendar = await this.rules.calendarInForce(this.db.manager);
      const now = this.clock.now();
      return shown.map((extension) => {
        const complaint = cases.get(extension.caseId)!;
        const clock = clockView(clockOf(complaint, extension)!, now, calendar);
        return { ...extensionView(extension, redact), complaintId: complaint.id, number: complaint.number, clock };
      });
    };
    return pageTogether(rows, limit, toItems, ({ askedAt, id }) => ({ askedAt, id }));
  }
}

function pageAfter({ cursor, limit }: PageQuery): ExtensionsAfter {
  return { after: decodeCursor(cursor, position) ?? START, limit: limit + 1 };
}

/** A request as anyone may see it who sees its deadline. */
export function extensionView(
  extension: ExtensionEntity,
  redact: (text: string) => string,
): Slip['extensions'][number] {
  const { id, workingDays, reason, askedAt, granted, comment, decidedAt, withdrawnAt } = extension;
  return {
    extensionId: id,
    workingDays,
    reason: redact(reason),
    askedAt,
    granted,
    comment: comment === null ? null : redact(comment),
    decidedAt,
    withdrawnAt,
  };
}
