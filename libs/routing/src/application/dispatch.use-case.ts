import {
  actResponse,
  Casebook,
  clockOf,
  currentCaseClock,
  dispatchClockId,
  HallRules,
  type Complaint,
} from '@bancheng/casebook';
import type { DispatchBody, DispatchResponse } from '@bancheng/contracts/http/routing';
import { dispatchDeadline, startClock, type CaseClock } from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { DepartmentEntity } from '../infrastructure/department.entity.js';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { moveToEndOfInbox } from '../infrastructure/inbox.js';
import { Slips } from '../infrastructure/slips.js';
import * as problems from './routing.problems.js';

type SlipOrder = DispatchBody['departments'][number];

/** 三(二) 及时转办: one act sends a slip to each of one or several departments; more may follow while it is dispatched. */
@Injectable()
export class Dispatch {
  constructor(
    private readonly casebook: Casebook,
    private readonly rules: HallRules,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `meeting-required`, `already-dispatched`; 422 for departments that are
   *   unknown, inactive or named twice, for a lead that is not among them or another than the meeting's, and for a date
   *   already past
   */
  execute(command: CommandContext, order: DispatchBody, version: number | null): Promise<DispatchResponse> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      const sent: DispatchEntity[] = [];
      const act = await this.casebook.recordAct(
        tx,
        { caseId: order.complaintId, jurisdiction, version },
        { subject, role: 'clerk', origin: 'api' },
        'dispatched',
        async (complaint, at) => {
          const existing = await this.slips.ofCase(tx, complaint.id);
          await this.refuse(tx, complaint, existing, order);
          const lead = leadOf(complaint, existing, order);
          sent.push(...order.departments.map((slip) => newSlip(complaint, slip, lead, at)));
          const clocks = sent.map((slip) => this.clockFor(slip, complaint, at));
          await tx.insert(DispatchEntity, sent);
          const departments = departmentsOf([...existing, ...sent]);
          const dispatches = sent.map((slip, index) => summaryOf(slip, clocks[index]!));
          return {
            kind: 'dispatched',
            detail: { dispatches, departments },
            clocks,
            patch: { departments, leadDepartment: lead },
          };
        },
      );
      await moveToEndOfInbox(tx, sent);
      const dispatches = sent.map((slip) => summaryOf(slip, clockOf(act, dispatchClockId(slip.id))!));
      return { ...actResponse(act, this.rules.calendar), dispatches };
    });
  }

  private async refuse(tx: EntityManager, complaint: Complaint, existing: DispatchEntity[], order: DispatchBody) {
    if (complaint.type === 'complex' && complaint.status === 'accepted') throw problems.meetingRequired();
    const codes = order.departments.map((slip) => slip.department);
    if (new Set(codes).size < codes.length) throw problems.departmentRepeated();
    const { jurisdiction } = complaint;
    const known = await tx.findBy(DepartmentEntity, { jurisdiction, code: In(codes) });
    const unknown = codes.filter((code) => !known.some((department) => department.code === code));
    if (unknown.length > 0) throw problems.departmentUnknown(unknown);
    const inactive = known.filter((department) => !department.active);
    if (inactive.length > 0) throw problems.departmentInactive(inactive.map((department) => department.code));
    const open = existing.filter((slip) => slip.endedAt === null && codes.includes(slip.department));
    if (open.length > 0) throw problems.alreadyDispatched(departmentsOf(open));
  }

  /** Counted from the sending, capped by the case's own clock while that runs. */
  private clockFor(slip: DispatchEntity, complaint: Complaint, at: string): CaseClock {
    const { policy, calendar } = this.rules;
    const caseClock = currentCaseClock(complaint)!;
    const requirement = slip.requirement === 'other' ? { byDate: slip.byDate! } : slip.requirement;
    const cap = caseClock.endedAt === null ? caseClock.dueAt : null;
    const deadline = problems.ruled(() => dispatchDeadline(requirement, at, cap, policy, calendar));
    return startClock(
      { clockId: dispatchClockId(slip.id), kind: 'dispatch', department: slip.department },
      at,
      deadline,
    );
  }
}

/** The meeting's lead department, or the one named at a dispatch; it must have a slip of this round. */
function leadOf(complaint: Complaint, existing: readonly DispatchEntity[], order: DispatchBody): string | null {
  const lead = complaint.leadDepartment ?? order.lead ?? null;
  if (order.lead !== undefined && order.lead !== lead) throw problems.leadDiffers();
  const { startedAt } = currentCaseClock(complaint)!;
  const ofRound = existing.filter((slip) => slip.sentAt >= startedAt);
  if (lead !== null && !departmentsOf([...ofRound, ...order.departments]).includes(lead)) {
    throw problems.leadNotDispatched();
  }
  return lead;
}

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
    position: 0,
  };
}

function summaryOf({ id, department, requirement, lead }: DispatchEntity, { dueAt }: CaseClock) {
  return { dispatchId: id, department, requirement, lead, dueAt };
}
