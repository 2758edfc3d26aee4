import { actResponse, Casebook, readSlipBeyondAuthority, type Complaint } from '@bancheng/casebook';
import type { TransferBody, TransferResponse } from '@bancheng/contracts/http/transfer';
import { agencyOf } from '@bancheng/directory';
import {
  currentCaseClock,
  deadlineAfter,
  isLate,
  pauseClock,
  startClock,
  transferClock,
  type CaseClock,
  type CaseRules,
} from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TransferEntity } from '../infrastructure/transfer.entity.js';
import { agencyInactive, agencyUnknown, citizenNotTold, timeInFuture } from './transfer.problems.js';

/**
 * 帮办代办: the clerk hands a case that no department has any more to an agency, and has told the citizen. The case's own
 * clock stands still while the agency has it; the agency's answer has a clock of its own.
 */
@Injectable()
export class TransferCase {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('transfer') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`; 422 `agency-unknown`, `agency-inactive`, `citizen-not-told` unless the
   *   report is anonymous, `time-in-future`
   */
  execute(
    command: CommandContext,
    version: number | null,
    { complaintId: caseId, agency: code, reason, citizenTold }: TransferBody,
  ): Promise<TransferResponse> {
    const { subject, jurisdiction } = command.actor;
    const transferId = uuidv7();
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        { caseId, jurisdiction, version },
        { subject, role: 'clerk', origin: 'api' },
        'transferred',
        async (complaint, at, rules) => {
          const agency = await activeAgency(tx, jurisdiction, code);
          if (citizenTold === undefined && !complaint.anonymous) throw citizenNotTold();
          if (citizenTold !== undefined && isLate(citizenTold.at, at)) throw timeInFuture('/citizenTold/at');
          const returnedDispatchId = await readSlipBeyondAuthority(tx, caseId);
          await tx.insert(TransferEntity, {
            ...{ id: transferId, caseId, jurisdiction, agency: code, reason, fromStatus: complaint.status },
            ...{ toldHow: citizenTold?.how ?? null, toldAt: citizenTold?.at ?? null },
            ...{ transferredBy: subject, transferredAt: at, returnedDispatchId },
          });
          const detail = { transferId, agency: code, ...(returnedDispatchId !== null && { returnedDispatchId }) };
          const texts = [{ kind: 'transfer-agency' as const, ref: transferId, body: agency.name }];
          return { detail, clocks: clocksOf(complaint, transferId, at, rules), texts };
        },
      );
      return { ...actResponse(recorded), transferId };
    });
  }
}

async function activeAgency(tx: EntityManager, jurisdiction: string, code: string): Promise<{ name: string }> {
  const agency = await agencyOf(tx, jurisdiction, code);
  if (agency === null) throw agencyUnknown();
  if (!agency.active) throw agencyInactive();
  return agency;
}

function clocksOf(complaint: Complaint, transferId: string, at: string, { policy, calendar }: CaseRules): CaseClock[] {
  const caseClock = currentCaseClock(complaint)!;
  const deadline = deadlineAfter(at, policy.transferWorkingDays, policy, calendar);
  return [
    ...(caseClock.endedAt === null ? [pauseClock(caseClock, at)] : []),
    startClock({ ...transferClock(transferId), department: null }, at, deadline),
  ];
}
