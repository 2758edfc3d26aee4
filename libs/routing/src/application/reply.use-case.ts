import { actResponse, type Complaint, type Recorded, type ActText } from '@bancheng/casebook';
import type { ReplyBody, ReplyResponse } from '@bancheng/contracts/http/replies';
import {
  currentCaseClock,
  dispatchClocksUnderCase,
  endClock,
  isMarked,
  progressClocksAfter,
  type CaseClock,
  type ReplyOutcome,
} from '@bancheng/domain';
import { InjectUnitOfWork, type Actor, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { Slips } from '../infrastructure/slips.js';
import { endSuspension } from '../infrastructure/suspensions.js';
import { departmentSource } from './department-source.js';
import { refuseEnded, progressOnlyForComplex } from '../routing.problems.js';
import { SlipActs, type Acting } from './slip-acts.js';
import { signClockEnded, slipClockAt, suspensionClockEnded } from './slip-clocks.js';
import { standingOf, withSlip } from './standing.js';

/** What a department replies; by signal there is no text. */
export interface Reply {
  outcome: ReplyOutcome;
  text: string | null;
  reason: string | null;
}

/** What the department is told of its reply. */
type ReplyResult = Pick<ReplyResponse, 'dispatchId' | 'final' | 'late'>;

/**
 * 三(三) 限时办结: a department's reply. 已解决 and 未解决 end its part, and its 办理要求 is judged by them. 办理进度 meets a
 * complex case's date, or the next date for progress, and nothing else: the slip's own clock runs on. Whether a reply is
 * late depends on its own time alone, not on timers. A reply also signs an unsigned slip.
 */
@Injectable()
export class ReplyToDispatch {
  constructor(
    private readonly acts: SlipActs,
    private readonly slips: Slips,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @throws Problem 404; 409 `not-allowed-now`, `dispatch-ended`; 422 `progress-only-for-complex` */
  execute(
    command: CommandContext,
    dispatchId: string,
    version: number | null,
    { outcome, text, reason }: ReplyBody,
  ): Promise<ReplyResponse> {
    const { actor } = command;
    const reply = { outcome, text, reason: reason ?? null };
    return this.unitOfWork.run(command, async (tx) => {
      const slip = await this.slips.own(tx, dispatchId, actor);
      const { caseId, jurisdiction } = slip;
      const by = { on: { caseId, jurisdiction, version }, actor, source: departmentSource(actor) };
      const recorded = await this.record(tx, slip, by, reply);
      return { ...actResponse(recorded), ...recorded.result };
    });
  }

  /** The same rules for a reply that came by signal. */
  record(
    tx: EntityManager,
    slip: DispatchEntity,
    { on, actor, source }: Acting,
    reply: Reply,
  ): Promise<Recorded<ReplyResult>> {
    const { id, caseId, department } = slip;
    return this.acts.record(tx, on, source, 'replied', async (complaint, at, rules) => {
      const slips = await this.slips.ofCase(tx, caseId);
      const current = slips.find((other) => other.id === id)!;
      refuseEnded(current);
      if (reply.outcome === 'progress' && complaint.type !== 'complex') throw progressOnlyForComplex();
      const final = isFinal(reply.outcome);
      const ended = final ? ({ endedAt: at, endedAs: 'replied' } as const) : {};
      const to = standingOf(complaint, withSlip(slips, id, ended));
      await answer(tx, current, reply, actor, at, ended);
      if (final) await endSuspension(tx, id, at, 'replied');
      const ofCase = caseClockEnded(complaint, current, to === 'replied', at);
      const progress = progressClocksAfter(complaint, current, { final, at, rules });
      const own = final
        ? [endClock(slipClockAt(complaint, id, at, rules), at), ...suspensionClockEnded(complaint, id, at)]
        : [];
      const met = final ? own.slice(0, 1) : [...ofCase, ...progress];
      const result = { dispatchId: id, final, late: met.some(isMarked) };
      return {
        detail: { ...result, department, outcome: reply.outcome },
        to,
        clocks: [
          ...own,
          ...signClockEnded(complaint, id, at),
          ...ofCase,
          ...(final || ofCase.length === 0 ? [] : dispatchClocksUnderCase(complaint.clocks, null, at, rules)),
          ...progress,
        ],
        texts: textsOf(id, reply),
        slips: [slip],
        result,
      };
    });
  }
}

function isFinal(outcome: ReplyOutcome): boolean {
  return outcome !== 'progress';
}

/** The case's clock ends when every part is answered, a complex case's already when its lead department reports anything. */
function caseClockEnded(complaint: Complaint, slip: DispatchEntity, last: boolean, at: string): CaseClock[] {
  const clock = currentCaseClock(complaint)!;
  const leadReports = complaint.type === 'complex' && slip.lead;
  return clock.endedAt === null && (last || leadReports) ? [endClock(clock, at)] : [];
}

function answer(
  tx: EntityManager,
  slip: DispatchEntity,
  { outcome }: Reply,
  { subject }: Actor,
  at: string,
  ended: Partial<Pick<DispatchEntity, 'endedAt' | 'endedAs'>>,
) {
  return tx.update(
    DispatchEntity,
    { id: slip.id },
    {
      outcome,
      repliedAt: at,
      ...(slip.signedAt === null && { signedAt: at, signedBy: subject }),
      ...ended,
    },
  );
}

function textsOf(ref: string, { text, reason }: Reply): ActText<'reply' | 'reply-reason'>[] {
  return [
    ...(text === null ? [] : [{ kind: 'reply' as const, ref, body: text }]),
    ...(reason === null ? [] : [{ kind: 'reply-reason' as const, ref, body: reason }]),
  ];
}
