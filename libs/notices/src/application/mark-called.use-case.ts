import type { CalledResponse } from '@bancheng/contracts/http/notices';
import { CLOCK, InjectUnitOfWork, type Clock, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockNotice, settleByCall } from '../infrastructure/notices.repository.js';
import { noticeNotFound, noticeNotToBeCalled } from './notices.problems.js';

/** 电话告知: a clerk has told the citizen by telephone what no text could; one call tells all that waited for it. */
@Injectable()
export class MarkCalled {
  constructor(
    @InjectUnitOfWork('notices') private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 404; 409 `notice-not-to-be-called`, also for one that somebody has called about */
  execute(command: CommandContext, noticeId: string): Promise<CalledResponse> {
    const { subject, jurisdiction } = command.actor;
    return this.unitOfWork.run(command, async (tx) => {
      const notice = await lockNotice(tx, noticeId, jurisdiction);
      if (notice === null) throw noticeNotFound();
      if (notice.skippedBecause !== 'to-be-called') throw noticeNotToBeCalled();
      return { noticeIds: await settleByCall(tx, notice, subject, this.clock.now()) };
    });
  }
}
