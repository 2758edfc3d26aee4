import { actResponse, apiSource, Casebook, lockWithMerged } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { WithdrawBody } from '@bancheng/contracts/http/corrections';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { endOpenClocks } from './clocks.js';
import { takenBy } from './handler.js';
import { releaseMerged } from './unmerging.js';

/** 撤回: the citizen takes the matter back and confirmed it to the clerk; the engine ends the slips, closes and files. */
@Injectable()
export class Withdraw {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /** Ends every clock still running, late only if its due instant has passed; cases merged under this one go on alone. */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { confirmedBy, note }: WithdrawBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const merged = await lockWithMerged(tx, caseId);
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        apiSource(actor, ['clerk']),
        'withdrawn',
        (complaint, at) => ({
          detail: { confirmedBy },
          clocks: endOpenClocks(complaint, at),
          patch: takenBy(actor, complaint),
          texts: note === undefined ? [] : [{ kind: 'withdrawal-note', ref: null, body: note }],
        }),
      );
      await releaseMerged(this.casebook, tx, merged);
      return actResponse(recorded);
    });
  }
}
