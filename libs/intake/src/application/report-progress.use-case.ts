import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ProgressBody, ProgressResponse } from '@bancheng/contracts/http/decisions';
import {
  currentCaseClock,
  dispatchClocksUnderCase,
  endClock,
  isMarked,
  isOpen,
  OFFICE,
  officeLeads,
  progressClocksAfter,
} from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/**
 * 三(三): of a complex matter that the 管理办公室 leads itself the window reports progress and reasons, as a lead department
 * does by its slip: the report meets the case's date, and the next one is due until the matter is solved.
 */
@Injectable()
export class ReportProgress {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 404, 412; 409 `not-allowed-now`, `office-not-leading`
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { text, reason }: ProgressBody,
  ): Promise<ProgressResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        apiSource(actor, ['clerk']),
        'progressReported',
        (complaint, at, rules) => {
          if (!officeLeads(complaint)) throw officeNotLeading();
          const { clocks } = complaint;
          const own = currentCaseClock(complaint)!;
          const freed = isOpen(own) ? [endClock(own, at), ...dispatchClocksUnderCase(clocks, null, at, rules)] : [];
          const reports = progressClocksAfter(complaint, { id: OFFICE, department: null }, { final: false, at, rules });
          const late = [...freed.slice(0, 1), ...reports].some(isMarked);
          return {
            detail: { late },
            clocks: [...freed, ...reports],
            texts: [
              { kind: 'reply', ref: null, body: text },
              { kind: 'reply-reason', ref: null, body: reason },
            ],
            result: { late },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}

const officeNotLeading = () =>
  conflict('office-not-leading', '该件不由管理办公室牵头', '复杂事项的进度由牵头部门在转办单上反馈。');
