import { actResponse, apiSource, Casebook } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { DeclineBody } from '@bancheng/contracts/http/decisions';
import { requireCatalogueCode } from '@bancheng/directory';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { endOpenClocks } from './clocks.js';
import { takenBy } from './handler.js';

/** 不予受理 (二(三)): the window does not take the matter; what was explained to the citizen stays on record. */
@Injectable()
export class Decline {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the clerk saw, or null
   * @throws Problem 422 for the reason as `requireCatalogueCode`; 404, 409, 412 as `recordAct`
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { reason, explanation }: DeclineBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        apiSource(actor, ['clerk']),
        'declined',
        async (complaint, at) => {
          const key = { jurisdiction: complaint.jurisdiction, catalogue: 'decline-reasons' } as const;
          await requireCatalogueCode(tx, key, reason, '/reason');
          return {
            detail: { reason },
            clocks: endOpenClocks(complaint, at),
            patch: takenBy(actor, complaint),
            texts: [{ kind: 'decline-explanation', ref: null, body: explanation }],
          };
        },
      );
      return actResponse(recorded);
    });
  }
}
