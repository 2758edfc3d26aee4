import {
  ENGINE_COMMAND,
  refused,
  refuseDepartments,
  succeedsStill,
  type ActSource,
  type Complaint,
  type Succession,
} from '@bancheng/casebook';
import { dispatchClock, isOpen, partOf, type CaseRules } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, uuidv7, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { SlipReturnEntity } from '../infrastructure/slip-return.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { succeedCommitments } from '../infrastructure/succeeded-commitments.js';
import { SuspensionEntity } from '../infrastructure/suspension.entity.js';
import { SlipActs } from './slip-acts.js';
import { newSignClock, sentSlipOf, slipClocksStopped, slipClocksSucceeded } from './slip-clocks.js';

/**
 * 承接移交: what a stopped department has open in one case goes to its successor: a slip of its own with the clocks as they were,
 * what was asked for it (延期, 挂起, a return that waits for the leader), and commitments. The old slip stays as it was.
 */
@Injectable()
export class Succeed {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * However often it is called, a part is handed over once.
   * @returns false where there was nothing to hand over any more, or the rules do not allow it
   */
  async execute(succession: Succession): Promise<boolean> {
    const { caseId, jurisdiction, askedBy } = succession;
    const source: ActSource = { subject: askedBy, role: 'admin', origin: 'api' };
    try {
      await this.unitOfWork.run(ENGINE_COMMAND, (tx) =>
        this.acts.record(tx, { caseId, jurisdiction }, source, 'succeeded', (complaint, at, rules) =>
          this.handOver(tx, complaint, succession, { at, rules }),
        ),
      );
      return true;
    } catch (error) {
      refused(error);
      return false;
    }
  }

  private async handOver(
    tx: EntityManager,
    complaint: Complaint,
    succession: Succession,
    { at, rules }: { at: string; rules: CaseRules },
  ) {
    const { department: from, successor: to } = succession;
    if (!(await succeedsStill(tx, succession))) throw conflict('nothing-to-succeed', '没有要承接的转办单或者议定事项');
    await refuseDepartments(tx, complaint.jurisdiction, [to], () => '/successor');
    const ofCase = await this.slips.ofCase(tx, complaint.id);
    const pairs = ofCase
      .filter(({ endedAt, department }) => endedAt === null && department === from)
      .map((replaced) => ({ replaced, slip: successorOf(replaced, to, at) }));
    for (const { replaced, slip } of pairs) await replace(tx, replaced, slip);
    const commitments = complaint.clocks.filter(
      (clock) => clock.kind === 'commitment' && clock.department === from && isOpen(clock),
    );
    const commitmentIds = commitments.map((clock) => partOf(clock)!);
    await succeedCommitments(tx, complaint.jurisdiction, commitmentIds, to);
    const ofCommitments = { caseId: complaint.id, clockId: In(commitments.map(({ clockId }) => clockId)) };
    await tx.update(
      ExtensionEntity,
      { ...ofCommitments, decidedAt: IsNull(), withdrawnAt: IsNull() },
      { department: to },
    );
    const departments = [...new Set([...complaint.departments, ...pairs.map(({ slip }) => slip.department)])];
    const carried = pairs.map(({ replaced, slip }) => slipClocksSucceeded(complaint, replaced.id, slip));
    return {
      detail: {
        ...{ from, to, departments, commitments: commitmentIds },
        dispatches: pairs.map(({ slip }, index) => sentSlipOf(slip, carried[index]![0]!)),
        replaced: pairs.map(({ replaced }) => replaced.id),
      },
      clocks: [
        ...pairs.flatMap(({ replaced }) => slipClocksStopped(complaint, replaced.id, at)),
        ...carried.flat(),
        ...pairs.map(({ slip }) => newSignClock(slip, at, rules)),
        ...commitments.map((clock) => ({ ...clock, department: to })),
      ],
      patch: { departments, ...(complaint.leadDepartment === from && { leadDepartment: to }) },
      slips: pairs.flatMap(({ replaced, slip }) => [replaced, slip]),
    };
  }
}

/** What was asked stays; the successor has signed for nothing and answered nothing yet. */
function successorOf(replaced: DispatchEntity, department: string, at: string): DispatchEntity {
  return {
    ...replaced,
    ...{ id: uuidv7(), department, handlerName: null, sentAt: at, position: 0 },
    ...{ signedAt: null, signedBy: null, outcome: null, repliedAt: null },
  };
}

async function replace(tx: EntityManager, { id: dispatchId }: DispatchEntity, slip: DispatchEntity): Promise<void> {
  const ended = { endedAt: slip.sentAt, endedAs: 'succeeded' } as const;
  await tx.update(DispatchEntity, { id: dispatchId }, ended);
  await tx.insert(DispatchEntity, slip);
  const taken = { dispatchId: slip.id, department: slip.department };
  const asked = { clockId: dispatchClock(dispatchId).clockId, decidedAt: IsNull(), withdrawnAt: IsNull() };
  const { department } = slip;
  await tx.update(ExtensionEntity, asked, { clockId: dispatchClock(slip.id).clockId, department });
  await tx.update(SuspensionEntity, { dispatchId, endedAt: IsNull() }, taken);
  await tx.update(SlipReturnEntity, { dispatchId, toLeader: true, ruledAt: IsNull() }, taken);
}
