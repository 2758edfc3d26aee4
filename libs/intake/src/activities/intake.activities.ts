import { complaintNotFound, foldAnew, loadCase } from '@bancheng/casebook';
import {
  uuid,
  type CaseSnapshot,
  type EffectResult,
  type FoldActivities,
  type IntakeActivities,
} from '@bancheng/contracts';
import type { Alarm } from '@bancheng/domain';
import { InjectDataSource, Problem } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { ApplicationFailure } from '@temporalio/common';
import type { DataSource } from 'typeorm';
import { TellAcceptanceOverdue } from '../application/tell-acceptance-overdue.use-case.js';

/** What the engine asks of intake. */
@Injectable()
export class IntakeActivitiesAdapter implements IntakeActivities, FoldActivities {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly acceptanceOverdue: TellAcceptanceOverdue,
  ) {}

  /** A run for a case that does not exist (started by hand) fails at once; trying again would not make it. */
  async loadCase({ caseId, runId }: { caseId: string; runId: string }): Promise<CaseSnapshot> {
    try {
      if (!uuid.safeParse(caseId).success) throw complaintNotFound();
      return await this.dataSource.transaction((tx) => loadCase(tx, caseId, runId));
    } catch (error) {
      if (error instanceof Problem && error.status === 404)
        throw ApplicationFailure.nonRetryable(error.code, error.code);
      throw error;
    }
  }

  tellAcceptanceOverdue({ caseId, alarm }: { caseId: string; alarm: Alarm }): Promise<EffectResult> {
    return this.acceptanceOverdue.execute(caseId, alarm);
  }

  foldAnew(): Promise<void> {
    return foldAnew((sql, parameters) => this.dataSource.query(sql, parameters));
  }
}
