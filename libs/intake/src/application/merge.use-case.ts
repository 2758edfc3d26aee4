import {
  actResponse,
  apiSource,
  Casebook,
  hasMerged,
  ParticularsReader,
  type Complaint,
  type LockedCase,
} from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { MergeBody } from '@bancheng/contracts/http/duplicates';
import { numberedBefore, takesMerged } from '@bancheng/domain';
import { conflict, InjectUnitOfWork, unprocessable, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { takenBy } from './handler.js';

/** 并单: the same matter of the same person goes on under its first number; what is answered there answers both. */
@Injectable()
export class Merge {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
    private readonly particulars: ParticularsReader,
  ) {}

  /**
   * @param version the version of the later case that the clerk saw, or null
   * @throws Problem 409 `not-the-first` unless `into` was numbered before; `first-not-open` when that one is over, taken
   *   back or merged itself; `has-merged` when cases are merged under this one: they are released first, no chain is made;
   *   422 `merge-into-itself`, and `same-person-unconfirmed` unless both cases openly name one citizen by name and phone, or the
   *   clerk confirms it: who is merged reads what the first one's citizen is answered; 404, 409, 412 as `recordAct`
   */
  async execute(
    command: CommandContext,
    caseId: string,
    version: number | null,
    { into, confirmation }: MergeBody,
  ): Promise<ActResponse> {
    const { actor } = command;
    const { jurisdiction } = actor;
    if (into === caseId) throw unprocessable('merge-into-itself', '不能并入本件').at('/into');
    const reference = { caseId, jurisdiction, version };
    return this.unitOfWork.run(command, async (tx) => {
      const { first, later: locked } = await this.lockBoth(tx, reference, into);
      const recorded = await this.casebook.recordAct(
        tx,
        locked,
        apiSource(actor, ['clerk']),
        'merged',
        async (later) => {
          refuseUnfit(first.complaint, later);
          if (await hasMerged(tx, caseId)) throw conflict('has-merged', '该件之下已有并入的件', '请先逐件撤销并单。');
          if (confirmation === undefined && !(await this.particulars.nameOnePerson(tx, caseId, into)))
            throw notOnePerson();
          return {
            detail: { into, confirmed: confirmation !== undefined },
            patch: { mergedInto: into, ...takenBy(actor, later) },
          };
        },
      );
      return actResponse(recorded);
    });
  }

  /** In ascending id, as everyone who locks several cases does. */
  private async lockBoth(
    tx: EntityManager,
    later: { caseId: string; jurisdiction: string; version: number | null },
    into: string,
  ): Promise<{ first: LockedCase; later: LockedCase }> {
    const earlier = { caseId: into, jurisdiction: later.jurisdiction };
    const ahead = into < later.caseId ? await this.casebook.lock(tx, earlier) : null;
    const locked = await this.casebook.lock(tx, later);
    return { first: ahead ?? (await this.casebook.lock(tx, earlier)), later: locked };
  }
}

function refuseUnfit(first: Complaint, later: Complaint): void {
  if (!numberedBefore(first.number, later.number)) {
    throw conflict('not-the-first', '只能并入编号在前的件', `请把 ${first.number} 并入 ${later.number}。`);
  }
  if (!takesMerged(first.status)) {
    const detail =
      first.status === 'merged'
        ? '首件本身已并入另一件，请并入那一件。'
        : '首件已办结或撤回；同一人再次反映的，请标注重复反映。';
    throw conflict('first-not-open', '不能并入该件', detail);
  }
}

function notOnePerson() {
  const detail =
    '两件的姓名和电话不都相同，或有一件匿名、要求保密、反映态度作风；并单后双方都能看到首件的答复，请先核实为同一人反映，并看过两件。';
  return unprocessable('same-person-unconfirmed', '未确认为同一反映人', detail).at('/confirmation');
}
