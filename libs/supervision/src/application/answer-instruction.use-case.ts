import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { AnswerInstructionBody, InstructionResponse } from '@bancheng/contracts/http/supervision';
import { InjectUnitOfWork, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { InstructionEntity } from '../infrastructure/instruction.entity.js';
import { instructionAnswered, instructionForOthers, instructionNotFound } from './supervision.problems.js';

/** 批示办理回复: what was done about an instruction, by the department it was given to or, if to none, by a clerk. */
@Injectable()
export class AnswerInstruction {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('supervision') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404, to a department also for an instruction to others; 403 `instruction-for-others` to a clerk; 409
   *   `instruction-already-answered`, `not-allowed-now`
   */
  execute(
    command: CommandContext,
    instructionId: string,
    version: number | null,
    { text }: AnswerInstructionBody,
  ): Promise<InstructionResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const { id, caseId, jurisdiction, department } = await ownInstruction(tx, instructionId, actor);
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        apiSource(actor, department === null ? ['clerk'] : ['department-system', 'department']),
        'instructionAnswered',
        async (_complaint, at) => {
          const { answeredAt } = await tx.findOneByOrFail(InstructionEntity, { id });
          if (answeredAt !== null) throw instructionAnswered();
          await tx.update(InstructionEntity, { id }, { answeredBy: actor.subject, answeredAt: at });
          const texts = [{ kind: 'instruction-answer' as const, ref: id, body: text }];
          return { detail: { instructionId: id, department }, texts };
        },
      );
      return { ...actResponse(recorded), instructionId: id };
    });
  }
}

async function ownInstruction(tx: EntityManager, id: string, actor: Actor): Promise<InstructionEntity> {
  const found = await tx.findOneBy(InstructionEntity, { id, jurisdiction: actor.jurisdiction });
  const clerk = actor.roles.includes('clerk');
  if (found === null) throw instructionNotFound();
  if (found.department === null ? clerk : found.department === actor.department) return found;
  throw clerk ? instructionForOthers() : instructionNotFound();
}
