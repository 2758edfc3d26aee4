import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { NoteBody } from '@bancheng/contracts/http/corrections';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** 备注: a clerk notes something on a case, for those who see the whole of it (二(二) 全程跟踪). */
@Injectable()
export class AddNote {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 404, 412 as `recordAct`
   */
  execute(command: CommandContext, caseId: string, version: number | null, { note }: NoteBody): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const source = apiSource(actor, ['clerk']);
      const texts = [{ kind: 'note' as const, ref: null, body: note }];
      return actResponse(
        await this.casebook.recordAct(tx, reference, source, 'noteAdded', () => ({ detail: {}, texts })),
      );
    });
  }
}
