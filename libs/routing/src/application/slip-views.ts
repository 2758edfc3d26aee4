import {
  clockView,
  HallRules,
  ParticularsReader,
  readCasesFor,
  type Complaint,
  type Particulars,
} from '@bancheng/casebook';
import type { Slip, SlipState } from '@bancheng/contracts/http/slips';
import { namesOf, type NameOf } from '@bancheng/directory';
import {
  clockOf,
  dispatchClock,
  isMissed,
  lateAfter,
  progressClocksOf,
  suspensionClock,
  type CaseClock,
  type WorkingCalendar,
  reporterLabel,
} from '@bancheng/domain';
import { CLOCK, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { SlipReturnEntity } from '../infrastructure/slip-return.entity.js';
import { SuspensionEntity } from '../infrastructure/suspension.entity.js';
import { extensionView } from './read-extensions.query.js';

/** What belongs to one slip. */
interface Papers {
  extensions: ExtensionEntity[];
  suspensions: SuspensionEntity[];
  returned: SlipReturnEntity | undefined;
  nameOf: NameOf;
}

/** 转办单 as one reader may see them: where the citizen is hidden, name and phone are gone from every text too. */
@Injectable()
export class SlipViews {
  constructor(
    private readonly particulars: ParticularsReader,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(tx: EntityManager, slips: readonly DispatchEntity[], actor: Actor): Promise<Slip[]> {
    const caseIds = [...new Set(slips.map((slip) => slip.caseId))];
    const cases = await readCasesFor(tx, caseIds, actor);
    const particulars = await this.particulars.readMany(tx, caseIds, actor);
    const where = { dispatchId: In(slips.map((slip) => slip.id)) };
    const ofCases = { caseId: In(caseIds) };
    const extensions = await tx.find(ExtensionEntity, { where: ofCases, order: { askedAt: 'asc', id: 'asc' } });
    const suspensions = await tx.find(SuspensionEntity, { where, order: { suspendedAt: 'asc', id: 'asc' } });
    const returns = await tx.findBy(SlipReturnEntity, where);
    const calendar = await this.rules.calendarInForce(tx);
    const suspendedBy = suspensions.map((suspension) => suspension.suspendedBy);
    const nameOf = await namesOf(tx, actor.jurisdiction, suspendedBy);
    return slips.map((slip) =>
      this.view(slip, calendar, cases.get(slip.caseId)!, particulars.get(slip.caseId)!, {
        extensions: extensions.filter(({ clockId }) => clockId === dispatchClock(slip.id).clockId),
        suspensions: suspensions.filter((suspension) => suspension.dispatchId === slip.id),
        returned: returns.find((one) => one.dispatchId === slip.id),
        nameOf,
      }),
    );
  }

  private view(
    slip: DispatchEntity,
    calendar: WorkingCalendar,
    complaint: Complaint,
    said: Particulars,
    { extensions, suspensions, returned, nameOf }: Papers,
  ): Slip {
    const { redact } = said;
    const now = this.clock.now();
    const clock = clockOf(complaint, dispatchClock(slip.id))!;
    const progress = progressClocksOf(complaint, slip.id);
    return {
      dispatchId: slip.id,
      complaintId: complaint.id,
      number: complaint.number,
      type: complaint.type,
      caseStatus: complaint.status,
      caseVersion: complaint.seq,
      state: stateOf(slip),
      department: slip.department,
      lead: slip.lead,
      handlerName: slip.handlerName === null ? null : redact(slip.handlerName),
      requirement: slip.requirement,
      byDate: slip.byDate,
      term: termOf(clock),
      clock: clockView(clock, now, calendar),
      progressClocks: progress.map((one) => clockView(one, now, calendar)),
      overdue: [clock, ...progress].some((one) => one.overdueAt !== null || isMissed(one, now)),
      sentAt: slip.sentAt,
      signedAt: slip.signedAt,
      repliedAt: slip.repliedAt,
      outcome: slip.outcome,
      endedAt: slip.endedAt,
      endedAs: slip.endedAs,
      returned: returned === undefined ? null : returnView(returned, redact),
      recallReason: slip.recallReason === null ? null : redact(slip.recallReason),
      name: said.reporter && reporterLabel({ name: said.name, reporter: said.reporter }),
      phone: said.phone,
      identityWithheld: said.withheld,
      record: slip.record === null ? said.record : redact(slip.record),
      claim: said.claim,
      instruction: slip.instruction === null ? null : redact(slip.instruction),
      replies: repliesTo(slip, said),
      extensions: extensions.map((extension) => extensionView(extension, redact)),
      suspensions: suspensions.map((suspension) => ({
        ...suspensionView(suspension, complaint, redact),
        suspendedByName: nameOf(suspension.suspendedBy),
      })),
    };
  }
}

function termOf(clock: CaseClock): Slip['term'] {
  const because = clock.askedDueAt === undefined ? null : 'case-clock';
  return { askedDueAt: lateAfter(clock), givenDueAt: clock.dueAt, because };
}

function stateOf({ endedAt, signedAt }: DispatchEntity): SlipState {
  if (endedAt !== null) return 'ended';
  return signedAt === null ? 'sent' : 'signed';
}

function repliesTo({ id }: DispatchEntity, { texts }: Particulars): Slip['replies'] {
  return texts.flatMap(({ seq, kind, ref, body }) =>
    ref === id && (kind === 'reply' || kind === 'reply-reason') ? [{ seq, kind, body }] : [],
  );
}

function returnView(returned: SlipReturnEntity, redact: Particulars['redact']): Slip['returned'] {
  const { reason, proposedDepartment, returnedAt, toLeader, ruledDepartment, instruction, ruledAt } = returned;
  return {
    reason: redact(reason),
    proposedDepartment,
    returnedAt,
    toLeader,
    ruledDepartment,
    instruction: instruction === null ? null : redact(instruction),
    ruledAt,
  };
}

function suspensionView(
  suspension: SuspensionEntity,
  complaint: Complaint,
  redact: Particulars['redact'],
): Omit<Slip['suspensions'][number], 'suspendedByName'> {
  const { id, dispatchId, missing, toldBy, reference, suspendedBy, suspendedAt, endedAt, endedAs } = suspension;
  return {
    ...{
      suspensionId: id,
      missing: redact(missing).split('\n'),
      toldBy,
      reference: redact(reference),
      suspendedBy,
      suspendedAt,
    },
    until: endedAt === null ? clockOf(complaint, suspensionClock(dispatchId))!.dueAt : null,
    ...{ endedAt, endedAs },
  };
}
