import { actResponse, Casebook, type ActDraft, type Complaint } from '@bancheng/casebook';
import type {
  AcknowledgeBody,
  AnswerTransferBody,
  ReturnTransferBody,
  TransferResponse,
} from '@bancheng/contracts/http/transfer';
import {
  transferClock,
  clockOf,
  currentCaseClock,
  endClock,
  isLate,
  resumeClock,
  resumedDeadline,
  stopClock,
  type CaseClock,
  type CaseRules,
} from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TransferEntity } from '../infrastructure/transfer.entity.js';
import * as problems from './transfer.problems.js';

type TransferAct = 'transferAcknowledged' | 'transferAnswered' | 'transferReturned';
type Decide<K extends TransferAct> = (
  tx: EntityManager,
  situation: { transfer: TransferEntity; complaint: Complaint; at: string; rules: CaseRules },
) => Promise<ActDraft<K>>;

/** What the clerk records of an open transfer: the agency took it, answered it, or gave it back. */
@Injectable()
export class TransferActs {
  constructor(
    private readonly casebook: Casebook,
    @InjectUnitOfWork('transfer') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * The agency confirmed that it has the matter.
   * @throws Problem 404; 409 `not-allowed-now`, `transfer-ended`, `transfer-already-acknowledged`; 422 `time-in-future`,
   *   `time-before-transfer`
   */
  acknowledge(command: CommandContext, id: string, version: number | null, body: AcknowledgeBody) {
    return this.record(command, { id, version }, 'transferAcknowledged', async (tx, { transfer, at }) => {
      if (transfer.acknowledgedAt !== null) throw problems.transferAcknowledged();
      if (isLate(body.at, at)) throw problems.timeInFuture('/at');
      if (isLate(transfer.transferredAt, body.at)) throw problems.acknowledgedBeforeTransfer();
      const { by: acknowledgedBy, at: acknowledgedAt, note: acknowledgementNote = null } = body;
      await tx.update(TransferEntity, { id }, { acknowledgedBy, acknowledgedAt, acknowledgementNote });
      return { detail: aboutOf(transfer) };
    });
  }

  /**
   * The agency's answer ends its part and the case's own clock: the follow-up comes next.
   * @throws Problem 404; 409 `not-allowed-now`, `transfer-ended`
   */
  answer(command: CommandContext, id: string, version: number | null, body: AnswerTransferBody) {
    const { outcome, text, reason } = body;
    return this.record(command, { id, version }, 'transferAnswered', async (tx, { transfer, complaint, at }) => {
      await tx.update(TransferEntity, { id }, { outcome, endedAt: at, endedAs: 'answered' });
      const clocks = [clockOf(complaint, transferClock(id))!, currentCaseClock(complaint)!];
      const texts = [
        { kind: 'reply' as const, ref: id, body: text },
        ...(reason === undefined ? [] : [{ kind: 'reply-reason' as const, ref: id, body: reason }]),
      ];
      return { detail: { ...aboutOf(transfer), outcome }, clocks: endedAt(clocks, at), texts };
    });
  }

  /**
   * The agency does not take the matter, or the clerk takes it back: it is handled by the hall again, in the status it
   * had before, and the case's clock runs on, later by as many working days as it stood still.
   * @throws Problem 404; 409 `not-allowed-now`, `transfer-ended`
   */
  return(command: CommandContext, id: string, version: number | null, { by, reason }: ReturnTransferBody) {
    return this.record(command, { id, version }, 'transferReturned', async (tx, { transfer, complaint, at, rules }) => {
      const endedAs = by === 'agency' ? 'returned' : 'taken-back';
      await tx.update(TransferEntity, { id }, { endedAt: at, endedAs, endReason: reason });
      const stopped = stopClock(clockOf(complaint, transferClock(id))!, at);
      const clocks = [stopped, ...resumedCaseClock(complaint, at, rules)];
      return { detail: aboutOf(transfer), to: transfer.fromStatus, clocks };
    });
  }

  private record<K extends TransferAct>(
    command: CommandContext,
    { id, version }: { id: string; version: number | null },
    kind: K,
    decide: Decide<K>,
  ): Promise<TransferResponse> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      const found = await tx.findOneBy(TransferEntity, { id, jurisdiction });
      if (found === null) throw problems.transferNotFound();
      const recorded = await this.casebook.recordAct<K>(
        tx,
        { caseId: found.caseId, jurisdiction, version },
        { subject, role: 'clerk', origin: 'api' },
        kind,
        async (complaint, at, rules) => {
          const transfer = await tx.findOneByOrFail(TransferEntity, { id });
          if (transfer.endedAt !== null) throw problems.transferEnded();
          return decide(tx, { transfer, complaint, at, rules });
        },
      );
      return { ...actResponse(recorded), transferId: id };
    });
  }
}

function aboutOf({ id: transferId, agency }: TransferEntity) {
  return { transferId, agency };
}

function endedAt(clocks: readonly CaseClock[], at: string): CaseClock[] {
  return clocks.filter((clock) => clock.endedAt === null).map((clock) => endClock(clock, at));
}

function resumedCaseClock(complaint: Complaint, resumedAt: string, rules: CaseRules): CaseClock[] {
  const clock = currentCaseClock(complaint)!;
  const { pausedAt: suspendedAt, dueAt: oldDueAt } = clock;
  if (clock.endedAt !== null || suspendedAt === undefined) return [];
  const { workingDays: _workingDays, ...deadline } = resumedDeadline(
    { oldDueAt, suspendedAt, until: resumedAt, resumedAt },
    rules,
  );
  return [resumeClock(clock, deadline)];
}
