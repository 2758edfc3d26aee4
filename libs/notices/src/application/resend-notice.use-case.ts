import type { ResendResponse } from '@bancheng/contracts/http/notices';
import { CLOCK, InjectUnitOfWork, type Clock, type CommandContext, type UnitOfWork } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import { lockNotice, saveNotice } from '../infrastructure/notices.repository.js';
import { NoticeChannels } from './notice-channels.js';
import { noticeNotFailed, noticeNotFound } from './notices.problems.js';
import type { Notice } from '../notice.js';
import { Recipients } from './recipients.js';
import { StartNotices } from './start-notices.js';

/** Sends a failed notice again at a person's request, once the cause is gone; without an address it is skipped again. */
@Injectable()
export class ResendNotice {
  constructor(
    @InjectUnitOfWork('notices') private readonly unitOfWork: UnitOfWork,
    private readonly channels: NoticeChannels,
    private readonly recipients: Recipients,
    private readonly starting: StartNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws Problem 404; 409 `notice-not-failed` */
  async execute(command: CommandContext, noticeId: string): Promise<ResendResponse> {
    const answer = await this.unitOfWork.run(command, async (tx) => {
      const failed = await lockNotice(tx, noticeId, command.actor.jurisdiction);
      if (failed === null) throw noticeNotFound();
      if (!mayResend(failed)) throw noticeNotFailed();
      const found = await this.recipients.find(tx, failed);
      const accepted = await this.channels.accept(tx, failed, found, this.clock.now());
      const again: Notice = { ...failed, ...accepted, round: failed.round + 1 };
      await saveNotice(tx, again);
      return { noticeId, state: again.state, round: again.round };
    });
    this.starting.soon();
    return answer;
  }
}

/** A notice skipped because the citizen is anonymous, or because it came too late, is never sent again. */
function mayResend({ state, skippedBecause }: Notice): boolean {
  return state === 'failed' || skippedBecause === 'no-address' || skippedBecause === 'to-be-called';
}
