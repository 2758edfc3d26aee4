import { accusedPerson, actResponse, apiSource, Casebook, type Complaint } from '@bancheng/casebook';
import type { AssignFollowUp as Assignment, AssignmentResponse } from '@bancheng/contracts/http/follow-up';
import { peopleOnDuty } from '@bancheng/directory';
import { accusesPerson, followUpTakenClocks } from '@bancheng/domain';
import { conflict, forbidden, InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { independentOf, oneIsIndependent, requireIndependence, type Officer } from '../infrastructure/independence.js';
import type { RoundEntity } from '../infrastructure/round.entity.js';
import { assignRound, openRound } from '../infrastructure/round.repository.js';
import { refuseField } from './refuse-field.js';

/**
 * 回访 gets its officer: an independent one takes it, or a leader gives it to one of the officers on duty. Only where
 * nobody is independent may that be one who is not, and it is marked so (三(五)).
 */
@Injectable()
export class AssignFollowUp {
  constructor(
    @InjectUnitOfWork('follow-up') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the case's, as the caller saw it; null when it did not say
   * @throws Problem 403 `leader-assigns` for another's name by an officer, `not-independent`, `accused-person`; 409 `already-assigned`,
   *   `independent-officer-available`; 422 `unfit-for-case` for a name that no officer on duty has; 404, 409, 412 as `recordAct`
   */
  execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { officer }: Assignment,
  ): Promise<AssignmentResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const named = officer !== undefined && officer !== actor.subject;
    const takes = !named && actor.roles.includes('follow-up-officer');
    const source = apiSource(actor, takes ? ['follow-up-officer'] : ['leader', 'follow-up-officer']);
    if (named && source.role !== 'leader') throw forbidden('leader-assigns', '指派他人回访须由领导进行');
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(
        tx,
        reference,
        source,
        'followUpAssigned',
        async (complaint, at) => {
          const round = await openRound(tx, caseId);
          const taken = takes ? await takenBy(tx, round, actor) : await givenTo(tx, round, complaint, officer);
          await assignRound(tx, round, { officer: taken.officer, officerIndependent: taken.independent });
          return { detail: taken, clocks: followUpTakenClocks(complaint.clocks, at), result: taken };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }
}

async function takenBy(tx: EntityManager, round: RoundEntity, actor: Officer) {
  if (round.officer !== null) throw alreadyAssigned();
  await requireIndependence(tx, round.caseId, actor);
  return { officer: actor.subject, independent: true };
}

async function givenTo(tx: EntityManager, round: RoundEntity, complaint: Complaint, subject: string | undefined) {
  if (subject === undefined) throw refuseField('officer', 'required', '请填写回访员');
  const onDuty = await peopleOnDuty(tx, complaint.jurisdiction, 'follow-up-officer');
  const officer = onDuty.find((one) => one.subject === subject);
  if (officer === undefined) throw refuseField('officer', 'unknown', '没有这位在岗的回访员');
  if (accusesPerson(complaint, subject)) throw accusedPerson();
  if (round.officer === subject) throw alreadyAssigned();
  const independent = (await independentOf(tx, [round.caseId], officer)).has(round.caseId);
  if (!independent && (await oneIsIndependent(tx, round.caseId, onDuty))) {
    throw conflict('independent-officer-available', '该人员不独立，请指派独立的回访员', '回访员中有未经手该件的人员。');
  }
  return { officer: subject, independent };
}

function alreadyAssigned() {
  return conflict('already-assigned', '该件的回访已有人负责');
}
