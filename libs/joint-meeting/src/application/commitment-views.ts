import { clockView, HallRules, ParticularsReader, readCasesFor } from '@bancheng/casebook';
import type { CommitmentView } from '@bancheng/contracts/http/joint-meeting';
import { clockOf, commitmentClock, isMissed } from '@bancheng/domain';
import { CLOCK, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CommitmentEntity } from '../infrastructure/commitment.entity.js';

/** 议定事项 with their live clocks, as one reader may see them. */
@Injectable()
export class CommitmentViews {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tx: EntityManager, commitments: readonly CommitmentEntity[], actor: Actor): Promise<CommitmentView[]> {
    const caseIds = [...new Set(commitments.map(({ caseId }) => caseId))];
    const cases = await readCasesFor(tx, caseIds, actor);
    const redact = await this.particulars.redactorFor(tx, caseIds, actor);
    const calendar = await this.rules.calendarInForce(tx);
    const now = this.clock.now();
    return commitments.map(({ id, meetingId, caseId, department, text, endedAs, report }) => {
      const { number, seq, clocks } = cases.get(caseId)!;
      const clock = clockOf({ clocks }, commitmentClock(id))!;
      return {
        ...{ commitmentId: id, meetingId, complaintId: caseId, number, caseVersion: seq, department },
        text: redact(text),
        clock: clockView(clock, now, calendar),
        overdue: clock.overdueAt !== null || isMissed(clock, now),
        endedAs: endedAs ?? (clock.endedAt === null ? null : 'with-case'),
        report: report === null ? null : redact(report),
      };
    });
  }
}
