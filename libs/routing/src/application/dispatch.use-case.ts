import { actResponse, DoubtfulTexts, refuseDepartments, ruled, wordingTexts, type Complaint } from '@bancheng/casebook';
import type { DispatchBody, DispatchResponse } from '@bancheng/contracts/http/dispatch';
import { OFFICE } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { Slips } from '../infrastructure/slips.js';
import * as problems from '../routing.problems.js';
import { SlipActs } from './slip-acts.js';
import { newDispatchClock, newSignClock, sentSlipOf } from './slip-clocks.js';
import { slipsOfRound } from './standing.js';

type SlipOrder = DispatchBody['departments'][number];

/**
 * 三(二) 及时转办: one act sends a slip to each of one or several departments; more may follow while the case is
 * dispatched. Parts that departments have returned before count as sent elsewhere by it.
 */
@Injectable()
export class Dispatch {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    private readonly doubtful: DoubtfulTexts,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `meeting-required`, `already-dispatched`; 422 for departments that are
   *   unknown, inactive or named twice, `identity-doubtful` for texts to be looked at first, for a lead that is not among them or another than the meeting's, and for a date
   *   already past
   */
  execute(command: CommandContext, version: number | null, order: DispatchBody): Promise<DispatchResponse> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.acts.record(
        tx,
        { caseId: order.complaintId, jurisdiction, version },
        { subject, role: 'clerk', origin: 'api' },
        'dispatched',
        async (complaint, at, rules) => {
          const existing = await this.slips.ofCase(tx, complaint.id);
          await this.refuse(tx, complaint, existing, order);
          if (!order.checked && order.wording === undefined) {
            await this.doubtful.refuseToSend(tx, complaint, order.departments, departmentAt);
          }
          const lead = leadOf(complaint, existing, order);
          const sent = order.departments.map((slip) => newSlip(complaint, slip, lead, at));
          const clocks = sent.map((slip, index) =>
            ruled(() => newDispatchClock(slip, complaint, at, rules), `/departments/${index}/byDate`),
          );
          await tx.insert(DispatchEntity, sent);
          const rerouted = existing.filter((slip) => slip.endedAs === 'returned');
          await tx.update(DispatchEntity, { id: In(rerouted.map(({ id }) => id)) }, { endedAs: 'rerouted' });
          const departments = departmentsOf([...existing, ...sent]);
          const dispatches = sent.map((slip, index) => sentSlipOf(slip, clocks[index]!));
          return {
            detail: { dispatches, departments },
            texts: wordingTexts(order.wording),
            clocks: [...clocks, ...sent.map((slip) => newSignClock(slip, at, rules))],
            patch: { departments, leadDepartment: lead },
            slips: [...sent, ...rerouted],
            result: { dispatches },
          };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }

  private async refuse(tx: EntityManager, complaint: Complaint, existing: DispatchEntity[], order: DispatchBody) {
    if (complaint.type === 'complex' && complaint.status === 'accepted') throw problems.meetingRequired();
    const codes = order.departments.map((slip) => slip.department);
    const again = codes.findIndex((code, index) => codes.indexOf(code) < index);
    if (again >= 0) throw problems.departmentRepeated().at(departmentAt(again));
    await refuseDepartments(tx, complaint.jurisdiction, codes, departmentAt);
    const open = existing.filter((slip) => slip.endedAt === null && codes.includes(slip.department));
    if (open.length > 0) throw problems.alreadyDispatched(departmentsOf(open));
  }
}

/**
 * The meeting's lead department, or the one named at a dispatch; it must have a slip of this round, unless the office leads. Another may be named once
 * the lead has no part any more, because its slips were returned or recalled.
 */
function leadOf(complaint: Complaint, existing: readonly DispatchEntity[], order: DispatchBody): string | null {
  const present = slipsOfRound(complaint, existing);
  const led = present.filter((slip) => slip.department === complaint.leadDepartment);
  const gone = led.length > 0 && led.every((slip) => slip.endedAt !== null && slip.endedAs !== 'replied');
  const lead = (gone ? order.lead : undefined) ?? complaint.leadDepartment ?? order.lead ?? null;
  if (order.lead !== undefined && order.lead !== lead) throw problems.leadDiffers();
  if (
    lead !== null &&
    complaint.leadDepartment !== OFFICE &&
    !departmentsOf([...present, ...order.departments]).includes(lead)
  ) {
    throw problems.leadNotDispatched().at(order.lead === undefined ? '/departments' : '/lead');
  }
  return lead;
}

/** Where in the body a department is named. */
const departmentAt = (index: number) => `/departments/${index}/department`;

function departmentsOf(slips: readonly { department: string }[]): string[] {
  return [...new Set(slips.map((slip) => slip.department))];
}

function newSlip(complaint: Complaint, slip: SlipOrder, lead: string | null, at: string): DispatchEntity {
  return {
    id: uuidv7(),
    caseId: complaint.id,
    jurisdiction: complaint.jurisdiction,
    department: slip.department,
    requirement: slip.requirement,
    byDate: slip.byDate ?? null,
    lead: slip.department === lead,
    handlerName: slip.handlerName ?? null,
    record: slip.record ?? null,
    instruction: slip.instruction ?? null,
    sentAt: at,
    signedAt: null,
    signedBy: null,
    outcome: null,
    repliedAt: null,
    endedAt: null,
    endedAs: null,
    recallReason: null,
    position: 0,
  };
}
