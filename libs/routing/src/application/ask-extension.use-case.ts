import { actResponse, type Complaint } from '@bancheng/casebook';
import type { ExtensionBody, ExtensionResponse } from '@bancheng/contracts/http/extensions';
import {
  clockOf,
  isMissed,
  isOpen,
  officeLeads,
  sharingExtensions,
  type CaseClock,
  type CaseStatus,
  type HallPolicy,
} from '@bancheng/domain';
import { InjectUnitOfWork, uuidv7, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ExtensionEntity, isPending } from '../infrastructure/extension.entity.js';
import * as problems from '../routing.problems.js';
import { aboutClock, askableClock, askingSource, refuseOthers, slipsOf } from './extensions.js';
import { SlipActs } from './slip-acts.js';
import { dispatchSuspended } from './suspension.problems.js';

/** Where the window has the matter in its own hands, so that the case's clock is its to meet; as where the office leads. */
const AT_THE_WINDOW: readonly CaseStatus[] = ['accepted', 'meeting-convened', 'meeting-held'];

/**
 * 三(三) 经批准可适当延期: before a deadline passes, so many working days more are asked for it: by a department for its slip or
 * 议定事项, by the office for what the window handles itself, for an agency (帮办代办) and for a 议定事项.
 */
@Injectable()
export class AskExtension {
  constructor(
    private readonly acts: SlipActs,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Problem 404; 409 `not-allowed-now`, `clock-ended`, `not-at-the-window`, `dispatch-suspended`, `deadline-passed`,
   *   `extension-pending`; 422 `extension-over-cap` when the days asked for, and those granted before (`sharingExtensions`),
   *   together exceed the policy's cap
   */
  execute(command: CommandContext, version: number | null, body: ExtensionBody): Promise<ExtensionResponse> {
    const { actor } = command;
    const { complaintId: caseId, clockId, workingDays, reason } = body;
    const { jurisdiction } = actor;
    return this.unitOfWork.run(command, async (tx) => {
      const asked = await askableClock(tx, { caseId, clockId }, actor);
      const about = aboutClock(asked);
      const extensionId = uuidv7();
      const recorded = await this.acts.record(
        tx,
        { caseId, jurisdiction, version },
        askingSource(actor, asked),
        'extensionAsked',
        async (complaint, at, { policy }) => {
          const clock = clockOf(complaint, asked)!;
          refuseOthers(clock, actor);
          refuseClock(clock, complaint, at);
          await refuseByEarlierOnes(tx, complaint, clock, { workingDays, policy });
          await tx.insert(ExtensionEntity, {
            ...{ id: extensionId, caseId, jurisdiction, clockId, department: clock.department },
            ...{ workingDays, reason, askedBy: actor.subject, askedAt: at },
          });
          return { detail: { extensionId, ...about, workingDays }, slips: slipsOf([clock], jurisdiction) };
        },
      );
      return { ...actResponse(recorded), extensionId, clockId };
    });
  }
}

function isTheWindows(complaint: Complaint): boolean {
  const { status } = complaint;
  return AT_THE_WINDOW.includes(status) || (status === 'dispatched' && officeLeads(complaint));
}

function refuseClock(clock: CaseClock, complaint: Complaint, at: string): void {
  if (!isOpen(clock)) throw problems.clockEnded();
  if (clock.kind === 'case' && !isTheWindows(complaint)) throw problems.notAtTheWindow();
  if (clock.pausedAt !== undefined) throw dispatchSuspended();
  if (isMissed(clock, at)) throw problems.deadlinePassed();
}

async function refuseByEarlierOnes(
  tx: EntityManager,
  { id: caseId, clocks }: Complaint,
  clock: CaseClock,
  { workingDays, policy }: { workingDays: number; policy: HallPolicy },
): Promise<void> {
  const earlier = await tx.findBy(ExtensionEntity, { caseId });
  if (earlier.some((extension) => extension.clockId === clock.clockId && isPending(extension)))
    throw problems.extensionPending();
  const sharing = sharingExtensions(clocks, clock).map(({ clockId }) => clockId);
  const granted = earlier.filter((extension) => extension.granted === true && sharing.includes(extension.clockId));
  const left = granted.reduce((days, extension) => days - extension.workingDays, policy.extensionCapWorkingDays);
  if (workingDays > left) throw problems.extensionOverCap(left);
}
