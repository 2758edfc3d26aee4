import {
  Casebook,
  CITIZEN,
  citizenCommand,
  lockWithMerged,
  PublicCases,
  type Complaint,
  type PublicAsker,
} from '@bancheng/casebook';
import type { PublicWithdrawal, PublicWithdrawBody } from '@bancheng/contracts/http/public-status';
import { STATUS_LABELS } from '@bancheng/contracts/http/labels';
import { mayRecord } from '@bancheng/domain';
import { CLOCK, conflict, InjectDataSource, InjectUnitOfWork, type Clock, type UnitOfWork } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { endOpenClocks } from './clocks.js';
import { releaseMerged } from './unmerging.js';
import { WithdrawalConfirmations } from './withdrawal-confirmations.js';

/** 撤回 by the citizen with number and query code, in two steps, so that a single mistaken tap withdraws nothing. */
@Injectable()
export class WithdrawPublicly {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly casebook: Casebook,
    private readonly publicCases: PublicCases,
    private readonly confirmations: WithdrawalConfirmations,
  ) {}

  /**
   * @throws Problem 404, 429 as `PublicCases`; 409 `not-withdrawable` once the handling is over, `merged-case`, `confirmation-invalid` for a
   *   confirmation that is another case's, forged or expired
   */
  async execute({
    confirmation,
    ...asker
  }: PublicAsker & Pick<PublicWithdrawBody, 'confirmation'>): Promise<PublicWithdrawal> {
    const complaint = await this.publicCases.open(this.dataSource.manager, asker);
    if (complaint.status === 'merged') throw conflict('merged-case', '该件已并入首件', '请撤回首件，或到窗口办理。');
    if (!mayRecord('withdrawn', complaint.status)) throw conflict('not-withdrawable', '该件已办结或已撤回，不能撤回');
    const now = this.clock.now();
    if (confirmation === undefined) return answer(complaint, this.confirmations.issue(complaint.id, now));
    if (!this.confirmations.holds(complaint.id, confirmation, now)) {
      throw conflict('confirmation-invalid', '确认码不正确或已失效', '请重新提交撤回申请。');
    }
    return answer({ ...complaint, status: await this.withdraw(complaint) }, null);
  }

  private async withdraw({ id: caseId, jurisdiction }: Complaint): Promise<Complaint['status']> {
    return this.unitOfWork.run(citizenCommand({ jurisdiction }), async (tx) => {
      const merged = await lockWithMerged(tx, caseId);
      const reference = { caseId, jurisdiction };
      const { act } = await this.casebook.recordAct(tx, reference, CITIZEN, 'withdrawn', (complaint, at) => ({
        detail: { confirmedBy: 'public' },
        clocks: endOpenClocks(complaint, at),
      }));
      await releaseMerged(this.casebook, tx, merged);
      return act.status;
    });
  }
}

function answer(
  { number, status }: Complaint,
  issued: { confirmation: string; expiresAt: string } | null,
): PublicWithdrawal {
  return {
    number,
    status: STATUS_LABELS[status],
    withdrawn: issued === null,
    confirmation: issued?.confirmation ?? null,
    expiresAt: issued?.expiresAt ?? null,
  };
}
