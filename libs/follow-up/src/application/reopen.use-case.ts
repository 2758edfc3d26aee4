import { actResponse, apiSource, Casebook, type Complaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { ReopenCase } from '@bancheng/contracts/http/follow-up';
import { deadlineAfter, isLate, UNASSIGNED, type CaseRules } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { newRound } from './new-round.js';

/**
 * 重新办理: a closed case is taken up again, within so many working days of its closing as the policy says. One without a clerk
 * becomes the clerk's who reopens it.
 */
@Injectable()
export class Reopen {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 409 `reopening-too-late`, `merged-case`; 404, 409, 412 as `recordAct`
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { reason, type }: ReopenCase,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['clerk', 'leader']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'reopened', (complaint, at, rules) => {
        if (complaint.mergedInto !== null) throw conflict('merged-case', '该件已并入首件', '请重新办理首件。');
        requireWithinWindow(complaint, at, rules);
        const texts = [{ kind: 'reopening-reason' as const, ref: null, body: reason }];
        const { opened, clocks, patch } = newRound(complaint, 'reopening', at, rules, type);
        const unhandled = complaint.handler === UNASSIGNED && source.role === 'clerk';
        const changed = { ...patch, closedAt: null, ...(unhandled && { handler: actor.subject }) };
        return { detail: opened, clocks, patch: changed, texts };
      });
      return actResponse(recorded);
    });
  }
}

/** The window ends with the close of business on the policy's last working day after that of the closing. */
function requireWithinWindow({ closedAt }: Complaint, at: string, { policy, calendar }: CaseRules): void {
  const { dueAt } = deadlineAfter(closedAt!, policy.reopenWorkingDays, policy, calendar);
  if (isLate(at, dueAt)) {
    const detail = `办结后 ${policy.reopenWorkingDays} 个工作日内可以重新办理；此后请重新登记。`;
    throw conflict('reopening-too-late', '该件已过重新办理的期限', detail);
  }
}
