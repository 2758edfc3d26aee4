import {
  accusedPerson,
  apiSource,
  Casebook,
  leaderAssigns,
  lockCasesOf,
  readCasesOf,
  type ActSource,
  type HandledCase,
} from '@bancheng/casebook';
import { HANDOVER_BATCH, type HandoverBody, type HandoverResponse } from '@bancheng/contracts/http/complaints';
import { isOnDuty } from '@bancheng/directory';
import { accusesHall, accusesPerson } from '@bancheng/domain';
import { forbidden, InjectUnitOfWork, unprocessable, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** The cases of an absent clerk go to another one, who is fixed for them from then on (二(二) 人员相对固定). */
@Injectable()
export class HandOver {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * Moves at most `HANDOVER_BATCH` cases, one act each, all in one transaction; says which of those asked for remain.
   * @throws Problem 403 `not-your-cases` unless a leader or the clerk who hands them over asks; `accused-person` for one accused in a
   *   case, `leader-assigns` for a clerk's case about the hall itself; 422 `no-clerk-on-duty` for a name that no clerk on duty has
   */
  async execute(command: CommandContext, body: HandoverBody): Promise<HandoverResponse> {
    const { actor } = command;
    if (!actor.roles.includes('leader') && actor.subject !== body.from) {
      throw forbidden('not-your-cases', '没有权限', '只能交接本人经办的件；他人的件由负责人交接。');
    }
    const source = apiSource(actor, ['leader', 'clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      if (!(await isOnDuty(tx, actor.jurisdiction, body.to, 'clerk'))) throw noClerkOnDuty();
      return this.handOver(tx, actor.jurisdiction, source, body);
    });
  }

  private async handOver(
    tx: EntityManager,
    jurisdiction: string,
    source: ActSource,
    { from, to, complaintIds }: HandoverBody,
  ): Promise<HandoverResponse> {
    const cases = await lockCasesOf(tx, { jurisdiction, handler: from, ids: complaintIds ?? null }, HANDOVER_BATCH);
    const handedOver: HandoverResponse['handedOver'] = [];
    for (const { id, number } of cases) {
      const { act } = await this.casebook.recordAct(
        tx,
        { caseId: id, jurisdiction },
        source,
        'handedOver',
        (complaint) => {
          if (accusesPerson(complaint, to)) throw accusedPerson();
          if (source.role === 'clerk' && accusesHall(complaint)) throw leaderAssigns();
          return { detail: { from, to }, patch: { handler: to } };
        },
      );
      handedOver.push({ caseId: id, number, seq: act.seq });
    }
    return { handedOver, ...(await this.remaining(tx, jurisdiction, from, cases, complaintIds)) };
  }

  /** Of named cases those that did not move; of all a clerk's cases those beyond the batch. */
  private async remaining(
    tx: EntityManager,
    jurisdiction: string,
    from: string,
    moved: readonly HandledCase[],
    complaintIds: readonly string[] | undefined,
  ) {
    if (complaintIds === undefined) return readCasesOf(tx, { jurisdiction, handler: from }, HANDOVER_BATCH);
    const remainingIds = [...new Set(complaintIds)].filter((id) => !moved.some((one) => one.id === id));
    return { remaining: remainingIds.length, remainingIds };
  }
}

const noClerkOnDuty = () => unprocessable('no-clerk-on-duty', '大厅没有这位在岗的办理专员').at('/to');
