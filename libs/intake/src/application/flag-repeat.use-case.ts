import { actResponse, apiSource, Casebook, isFlagged, readComplaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { RepeatOfBody } from '@bancheng/contracts/http/duplicates';
import { numberedBefore } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';

/** 重复反映: the same person brings up again what was closed before; it is handled anew, and counted (分析研判). */
@Injectable()
export class FlagRepeat {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 409 `earlier-not-closed` for a case that may still be merged, `not-the-first` unless `earlier` was
   *   numbered before, `already-flagged`; 404, 409, 412 as `recordAct`
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { earlier }: RepeatOfBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'repeatFlagged', async ({ number }) => {
        const before = await readComplaint(tx, earlier, actor.jurisdiction);
        if (!numberedBefore(before.number, number)) throw conflict('not-the-first', '只能标注编号在前的件');
        if (before.closedAt === null) {
          throw conflict('earlier-not-closed', '以前的件尚未办结', '未办结的同一事项请并单。');
        }
        if (await isFlagged(tx, caseId, earlier)) throw conflict('already-flagged', '已经标注过');
        return { detail: { earlier } };
      });
      return actResponse(recorded);
    });
  }
}
