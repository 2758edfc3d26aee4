import { actResponse, Casebook, refuseDepartments } from '@bancheng/casebook';
import type { TaskForceCallBody, TaskForceResponse } from '@bancheng/contracts/http/task-force';
import { conflict, InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { TaskForceCallEntity } from '../infrastructure/task-force-call.entity.js';
import { selectCalls } from '../infrastructure/task-force-calls.js';

/** 站台 (二(二)): the clerk calls a department's 首席代表 to the window for a matter, dispatched to it or not. */
@Injectable()
export class CallTaskForce {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('supervision') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `already-called` while an earlier call of that department is open; 422
   *   `department-unknown`, `department-inactive`
   */
  execute(
    command: CommandContext,
    version: number | null,
    { complaintId: caseId, department, matter }: TaskForceCallBody,
  ): Promise<TaskForceResponse> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      const callId = uuidv7();
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        { subject, role: 'clerk', origin: 'api' },
        'taskForceCalled',
        async (_complaint, at) => {
          await refuseDepartments(tx, jurisdiction, [department], () => '/department');
          const earlier = {
            jurisdiction,
            department,
            complaintId: caseId,
            state: 'open',
            after: null,
            limit: 1,
          } as const;
          if ((await selectCalls(tx, earlier)).length > 0) throw alreadyCalled();
          const call = { id: callId, caseId, jurisdiction, department, matter, calledBy: subject, calledAt: at };
          await tx.insert(TaskForceCallEntity, call);
          return { detail: { callId, department }, texts: [{ kind: 'task-force-call', ref: callId, body: matter }] };
        },
      );
      return { ...actResponse(recorded), callId };
    });
  }
}

const alreadyCalled = () => conflict('already-called', '已请该部门首席代表站台，尚无结果');
