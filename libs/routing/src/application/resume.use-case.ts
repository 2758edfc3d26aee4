import {
  actResponse,
  alarmStale,
  apiSource,
  applyEffect,
  engineSource,
  notYetDue,
  type ActDraft,
  type Complaint,
} from '@bancheng/casebook';
import type { EffectResult, ResumptionCause } from '@bancheng/contracts';
import type { ResumptionResponse } from '@bancheng/contracts/http/suspensions';
import {
  alarmStands,
  clockOf,
  dispatchClock,
  partOf,
  isLate,
  stopClock,
  suspensionClock,
  type Alarm,
  type CaseRules,
} from '@bancheng/domain';
import { InjectUnitOfWork, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Slips } from '../infrastructure/slips.js';
import { endSuspension, openSuspension } from '../infrastructure/suspensions.js';
import { SlipActs } from './slip-acts.js';
import { resumedClock } from './slip-clocks.js';
import { notSuspended } from './suspension.problems.js';

/** 恢复计时: the citizen's papers came, or the longest wait is over, and the department's clock runs on. */
@Injectable()
export class Resume {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** The papers came. @throws Problem 404; 409 `not-allowed-now`, `not-suspended` */
  execute(command: CommandContext, dispatchId: string, version: number | null): Promise<ResumptionResponse> {
    const { actor } = command;
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.handled(tx, dispatchId, actor);
      const { id, caseId, jurisdiction } = slip;
      const source = apiSource(actor, ['clerk', 'department-system', 'department']);
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        source,
        'resumed',
        async (complaint, at, rules) => {
          const draft = await resume(tx, complaint, id, at, rules, 'papers-received');
          const { suspensionId, cause, workingDays, newDueAt: dueAt } = draft.detail;
          return { ...draft, slips: [slip], result: { suspensionId, dispatchId: id, cause, workingDays, dueAt } };
        },
      );
      return { ...actResponse(recorded), ...recorded.result };
    });
  }

  /**
   * The longest wait is over; an effect of the engine.
   * @throws ApplicationFailure `NotYetDue`; an alarm whose suspension has ended is refused as `alarm-stale`
   */
  byLimit(caseId: string, alarm: Alarm): Promise<EffectResult> {
    const { clockId, dueAt } = alarm;
    const dispatchId = partOf({ kind: 'suspension', clockId })!;
    const source = engineSource(`resumed:${clockId}:${dueAt}`);
    return applyEffect(this.unitOfWork, (tx) =>
      this.acts.recordEffect(tx, { caseId, jurisdiction: null }, source, 'resumed', async (complaint, at, rules) => {
        if (!alarmStands(clockOf(complaint, alarm), alarm)) throw alarmStale();
        if (at < alarm.at) throw notYetDue();
        const draft = await resume(tx, complaint, dispatchId, at, rules, 'limit-reached');
        const { department } = draft.detail;
        return { ...draft, slips: [{ id: dispatchId, jurisdiction: complaint.jurisdiction, department }] };
      }),
    );
  }
}

/** Papers that came after the longest wait count as having come at its end, even if no timer has gone off. */
async function resume(
  tx: EntityManager,
  complaint: Complaint,
  dispatchId: string,
  at: string,
  rules: CaseRules,
  brought: ResumptionCause,
): Promise<ActDraft<'resumed'>> {
  const suspension = await openSuspension(tx, dispatchId);
  const limit = clockOf(complaint, suspensionClock(dispatchId));
  if (suspension === null || limit === undefined) throw notSuspended();
  const old = clockOf(complaint, dispatchClock(dispatchId))!;
  const { clock, workingDays } = resumedClock(old, limit, at, rules);
  const cause = isLate(at, limit.dueAt) ? 'limit-reached' : brought;
  await endSuspension(tx, dispatchId, at, cause);
  const { id: suspensionId, department } = suspension;
  const moved = { oldDueAt: old.dueAt, newDueAt: clock.dueAt, workingDays };
  return {
    detail: { suspensionId, dispatchId, department, cause, ...moved },
    clocks: [clock, stopClock(limit, at)],
  };
}
