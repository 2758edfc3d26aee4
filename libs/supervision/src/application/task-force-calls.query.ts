import { ParticularsReader, readCasesFor } from '@bancheng/casebook';
import type { TaskForceCall, TaskForceState } from '@bancheng/contracts/http/task-force';
import { namesOf } from '@bancheng/directory';
import {
  decodeCursor,
  InjectDataSource,
  pageTogether,
  type Actor,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { TaskForceCallEntity } from '../infrastructure/task-force-call.entity.js';
import { selectCalls, type CallRow } from '../infrastructure/task-force-calls.js';

const position = z.uuid();

export type CallQuery = PageQuery & { complaintId?: string | undefined; state?: TaskForceState | undefined };

/** Calls to the window in the order of calling; where the citizen is hidden from the reader, also in these texts. */
@Injectable()
export class TaskForceCalls {
  constructor(
    private readonly particulars: ParticularsReader,
    @InjectDataSource('supervision') private readonly db: DataSource,
  ) {}

  /**
   * @param department whose calls alone; undefined for all of the jurisdiction
   * @throws Problem 400 `cursor-malformed`
   */
  async page(
    actor: Actor,
    department: string | undefined,
    { cursor, limit, complaintId, state }: CallQuery,
  ): Promise<Page<TaskForceCall>> {
    const { jurisdiction } = actor;
    const after = decodeCursor(cursor, position);
    const tx = this.db.manager;
    const rows = await selectCalls(tx, { jurisdiction, department, complaintId, state, after, limit: limit + 1 });
    return pageTogether(
      rows,
      limit,
      (shown) => this.views(tx, shown, actor),
      ({ id }) => id,
    );
  }

  private async views(tx: EntityManager, rows: readonly CallRow[], actor: Actor): Promise<TaskForceCall[]> {
    const calls = await tx.findBy(TaskForceCallEntity, { id: In(rows.map(({ id }) => id)) });
    const caseIds = [...new Set(calls.map(({ caseId }) => caseId))];
    const cases = await readCasesFor(tx, caseIds, actor);
    const redact = await this.particulars.redactorFor(tx, caseIds, actor);
    const people = calls.flatMap(({ calledBy, reportedBy }) => [calledBy, reportedBy]);
    const nameOf = await namesOf(tx, actor.jurisdiction, people);
    return rows.map(({ id, state }) => {
      const { caseId, department, matter, ...call } = calls.find((one) => one.id === id)!;
      const { number, status, seq } = cases.get(caseId)!;
      const { calledBy, calledAt, outcome, report, reportedBy, reportedAt } = call;
      return {
        ...{ callId: id, complaintId: caseId, number, caseStatus: status, caseVersion: seq, department },
        matter: redact(matter),
        ...{ calledBy, calledByName: nameOf(calledBy), calledAt, state, outcome },
        report: report === null ? null : redact(report),
        ...{ reportedBy, reportedByName: nameOf(reportedBy), reportedAt },
      };
    });
  }
}
