import { actResponse, Casebook } from '@bancheng/casebook';
import type { InstructBody, InstructionResponse } from '@bancheng/contracts/http/supervision';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { InstructionEntity } from '../infrastructure/instruction.entity.js';
import { SupervisionNoticeEntity } from '../infrastructure/supervision-notice.entity.js';
import { departmentNotInvolved, supervisionNoticeNotFound } from './supervision.problems.js';

/** 三(四) 领导批示: a leader tells one of the case's departments, or the clerk, what to do; also on a 督办单. */
@Injectable()
export class Instruct {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('supervision') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404 for the case, and `supervision-notice-not-found` for a 督办单 that is not the case's; 409
   *   `not-allowed-now`; 422 `department-not-involved`
   */
  execute(
    command: CommandContext,
    version: number | null,
    { complaintId: caseId, text, ...about }: InstructBody,
  ): Promise<InstructionResponse> {
    const { subject, jurisdiction } = command.actor;
    const { noticeId = null, department = null } = about;
    const instructionId = uuidv7();
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        { subject, role: 'leader', origin: 'api' },
        'instructed',
        async ({ departments }, at) => {
          if (department !== null && !departments.includes(department)) throw departmentNotInvolved();
          if (noticeId !== null && !(await tx.existsBy(SupervisionNoticeEntity, { id: noticeId, caseId }))) {
            throw supervisionNoticeNotFound();
          }
          const given = { jurisdiction, department, noticeId, givenBy: subject, givenAt: at };
          await tx.insert(InstructionEntity, { id: instructionId, caseId, ...given });
          const texts = [{ kind: 'leader-instruction' as const, ref: instructionId, body: text }];
          return { detail: { instructionId, department, noticeId }, texts };
        },
      );
      return { ...actResponse(recorded), instructionId };
    });
  }
}
