import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { TaskForceReportBody, TaskForceResponse } from '@bancheng/contracts/http/task-force';
import {
  conflict,
  InjectUnitOfWork,
  notFound,
  unprocessable,
  type Actor,
  type CommandContext,
  type Role,
  type UnitOfWork,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TaskForceCallEntity } from '../infrastructure/task-force-call.entity.js';

/** Who says what came of a call: the clerk, or the department itself. */
export const REPORTING_ROLES = ['clerk', 'department', 'department-system'] as const satisfies readonly Role[];

/** What came of a call to the window, once; also after the case was answered there, so that it is on record. */
@Injectable()
export class ReportTaskForce {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('supervision') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404 (also for another department's); 409 `not-allowed-now`, `already-reported`; 422 `outcome-not-yours`
   *   when a department says that nobody came
   */
  execute(
    command: CommandContext,
    callId: string,
    version: number | null,
    { outcome, text }: TaskForceReportBody,
  ): Promise<TaskForceResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { caseId, jurisdiction, department } = await find(tx, callId, actor);
      if (outcome === 'did-not-come' && !actor.roles.includes('clerk')) throw outcomeNotYours();
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        apiSource(actor, REPORTING_ROLES),
        'taskForceReported',
        async (_complaint, at) => {
          if ((await find(tx, callId, actor)).reportedAt !== null) throw alreadyReported();
          const report = { outcome, report: text, reportedBy: actor.subject, reportedAt: at };
          await tx.update(TaskForceCallEntity, { id: callId }, report);
          const texts = [{ kind: 'task-force-report' as const, ref: callId, body: text }];
          return { detail: { callId, department, outcome }, texts };
        },
      );
      return { ...actResponse(recorded), callId };
    });
  }
}

async function find(tx: EntityManager, id: string, actor: Actor): Promise<TaskForceCallEntity> {
  const call = await tx.findOneBy(TaskForceCallEntity, { id, jurisdiction: actor.jurisdiction });
  if (call === null || !(actor.roles.includes('clerk') || call.department === actor.department)) throw callNotFound();
  return call;
}

const callNotFound = () => notFound('call-not-found', '没有这次站台');
const alreadyReported = () => conflict('already-reported', '这次站台已有结果');
const outcomeNotYours = () => unprocessable('outcome-not-yours', '没有到场的，由专员填写').at('/outcome');
