import { actResponse, apiSource, Casebook, readActs, type ActDraft, type Complaint } from '@bancheng/casebook';
import type { ActResponse } from '@bancheng/contracts/http/common';
import type { RetypeBody } from '@bancheng/contracts/http/decisions';
import {
  currentCaseClock,
  dispatchClocksUnderCase,
  handlingRound,
  isMissed,
  isOpen,
  mayClerkRetype,
  REWORK_TYPES,
  retypedClock,
  stopProgress,
  type CaseClock,
  type CaseRules,
  type ComplaintType,
} from '@bancheng/domain';
import {
  conflict,
  forbidden,
  InjectUnitOfWork,
  unprocessable,
  type CommandContext,
  type UnitOfWork,
} from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * 问题类型更正 (三(三)): the matter proved harder or easier than it was taken for. The case's clock is counted from its start by the
 * new type, and slips follow it; the first type and deadline stay on record.
 */
@Injectable()
export class Retype {
  constructor(
    @InjectUnitOfWork('intake') private readonly unitOfWork: UnitOfWork,
    private readonly casebook: Casebook,
  ) {}

  /**
   * @param version the version the caller saw, or null
   * @throws Problem 403 `leader-retypes` for a clerk later than one working day after the round's start, or after a reply;
   *   409 `case-date-met`, `lead-wanted`; 422 `type-unchanged`, `rework-not-simple`; 404, 409, 412 as `recordAct`
   */
  execute(command: CommandContext, caseId: string, version: number | null, body: RetypeBody): Promise<ActResponse> {
    const { actor } = command;
    const reference = { caseId, jurisdiction: actor.jurisdiction, version };
    const source = apiSource(actor, ['leader', 'clerk']);
    return this.unitOfWork.run(command, async (tx) => {
      const recorded = await this.casebook.recordAct(tx, reference, source, 'retyped', async (complaint, at, rules) => {
        const clock = currentCaseClock(complaint)!;
        refuse(complaint, clock, body.type);
        const { startedAt } = clock;
        if (
          source.role === 'clerk' &&
          (!mayClerkRetype(startedAt, at, rules) || (await replied(tx, caseId, startedAt)))
        ) {
          throw leaderRetypes();
        }
        const texts = [{ kind: 'retyping-reason' as const, ref: null, body: body.reason }];
        return { ...retyping(complaint, clock, body.type, at, rules), texts };
      });
      return actResponse(recorded);
    });
  }
}

const leaderRetypes = () =>
  forbidden('leader-retypes', '没有权限', '受理一个工作日之后，或者承办单位已有反馈的，由负责人更正问题类型。');

function refuse({ type, status, leadDepartment, clocks }: Complaint, clock: CaseClock, to: ComplaintType): void {
  if (to === type) throw unprocessable('type-unchanged', '该件已是这一问题类型').at('/type');
  if (!isOpen(clock)) throw conflict('case-date-met', '该件的办理期限已经满足，不再更正问题类型');
  const rework: readonly ComplaintType[] = REWORK_TYPES;
  if (handlingRound(clocks) > 1 && !rework.includes(to)) {
    throw unprocessable('rework-not-simple', '重新办理的件不能改为简单事项').at('/type');
  }
  if (to === 'complex' && status === 'dispatched' && leadDepartment === null) {
    throw conflict('lead-wanted', '该件已转办而没有牵头部门', '请先收回转办单，改为复杂事项后召集联席会议。');
  }
}

async function replied(tx: EntityManager, caseId: string, since: string): Promise<boolean> {
  const acts = await readActs(tx, caseId);
  return acts.some(({ kind, at }) => kind === 'replied' && at >= since);
}

/** Only a complex case's progress is reported on: dates for that end with its being complex. */
function retyping(
  { type, clocks }: Complaint,
  clock: CaseClock,
  to: ComplaintType,
  at: string,
  rules: CaseRules,
): ActDraft<'retyped'> {
  const from = type!;
  const moved = retypedClock(clock, { from, to }, at, rules);
  const { clockId, dueAt: oldDueAt } = clock;
  const { dueAt: newDueAt } = moved;
  return {
    detail: { from, to, clockId, oldDueAt, newDueAt, overdue: isMissed(moved, at) },
    clocks: [
      moved,
      ...dispatchClocksUnderCase(clocks, newDueAt, at, rules),
      ...(to === 'complex' ? [] : stopProgress(clocks, at)),
    ],
    patch: { type: to },
  };
}
