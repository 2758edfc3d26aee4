import { actResponse, apiSource, Casebook, type ActDraft, type Complaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { RuleDissatisfaction as Ruling } from '@bancheng/contracts/http/follow-up';
import { reworkDue, ruledClocks, wasTakenUp, type CaseRules } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { newRound } from './new-round.js';

/**
 * After the policy's reworks, or where the matter was declined, a leader rules on a 不满意: closed as it is, or reworked; what was
 * declined is then taken up, with a type and a clock (三(五)).
 */
@Injectable()
export class RuleDissatisfaction {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 409 `rework-first` while the case is reworked without a ruling; 404, 409, 412 as `recordAct`
   */
  execute(command: CommandContext, caseId: string, version: number | null, ruling: Ruling): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['leader']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'dissatisfactionRuled',
        (complaint, at, rules) => decide(complaint, at, rules, ruling),
      );
      return actResponse(recorded);
    });
  }
}

function decide(
  complaint: Complaint,
  at: string,
  rules: CaseRules,
  { decision, type, instruction }: Ruling,
): ActDraft<'dissatisfactionRuled'> {
  const texts = [{ kind: 'leader-instruction' as const, ref: null, body: instruction }];
  if (reworkDue(complaint.clocks, rules.policy.reworkRounds) !== null) {
    throw conflict('rework-first', '该件将自动重办，无须裁决');
  }
  const ruled = ruledClocks(complaint.clocks, at);
  if (decision === 'close') return { detail: { decision, rework: null }, to: 'followed-up', clocks: ruled, texts };
  const as = wasTakenUp(complaint.clocks) ? 'rework' : 'reopening';
  const { opened, to, clocks, patch } = newRound(complaint, as, at, rules, type);
  return { detail: { decision, rework: opened }, to, clocks: [...ruled, ...clocks], patch, texts };
}
