import { HallRules } from '@bancheng/casebook';
import type { NoticeInput } from '@bancheng/contracts';
import { CLOCK, InjectDataSource, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';
import { findPending, noteAttempt, settlePending } from '../infrastructure/notices.repository.js';
import { NoticeChannels } from './notice-channels.js';
import { NotTaken, type DrivenChannel, type RecordingChannel } from '../notice-channel.port.js';
import type { Notice } from '../notice.js';
import { isStillNews } from '../patience.js';
import { Recipients } from './recipients.js';
import { render } from '../templates.js';

/** What the notice's workflow asks for: one try, and the end of trying. */
@Injectable()
export class SendNotice {
  constructor(
    @InjectDataSource('notices') private readonly database: DataSource,
    private readonly channels: NoticeChannels,
    private readonly recipients: Recipients,
    private readonly rules: HallRules,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Hands over a pending notice; one that is settled, or sent anew by another round, is left alone.
   * @param since when this round's tries began (UTC); they are given up when what was to be told is no news any more
   * @throws NotTaken, noted on the row
   */
  async execute({ noticeId, round }: NoticeInput, since: string): Promise<void> {
    const { manager } = this.database;
    const notice = await findPending(manager, noticeId, round);
    if (notice === null) return;
    const whereabouts = await this.recipients.find(manager, notice);
    if (whereabouts.address === null) {
      await this.settle(manager, notice, { state: 'skipped', skippedBecause: whereabouts.because });
      return;
    }
    const channel = this.channels.get(notice.channel);
    await (channel.takes === 'in-transaction'
      ? this.record(channel, notice)
      : this.deliver(channel, notice, whereabouts.address, since));
  }

  /** Ends the tries: the notice stands as failed until a person has it sent again. */
  async giveUp({ noticeId, round }: NoticeInput): Promise<void> {
    await this.settle(this.database.manager, { id: noticeId, round }, { state: 'failed', skippedBecause: null });
  }

  private async deliver(channel: DrivenChannel, notice: Notice, to: string, since: string): Promise<void> {
    const { manager } = this.database;
    try {
      await channel.deliver({ noticeId: notice.id, to, ...render(notice.template, notice.number, notice.parameters) });
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      await noteAttempt(manager, notice, error.code);
      const goOn = isStillNews(since, this.clock.now(), await this.rules.calendarInForce(manager));
      throw goOn ? error : new NotTaken(error.code, true);
    }
    await this.database.transaction(async (tx) => {
      await noteAttempt(tx, notice, null);
      await this.settle(tx, notice, { state: 'sent', skippedBecause: null });
    });
  }

  /** The mail server was removed from the configuration while this notice was pending. */
  private async record(channel: RecordingChannel, notice: Notice): Promise<void> {
    await this.database.transaction(async (tx) => {
      const recorded = { state: 'recorded', skippedBecause: null, settledAt: null } as const;
      if (await settlePending(tx, notice, recorded)) await channel.record(tx, notice, this.clock.now());
    });
  }

  private async settle(
    tx: EntityManager,
    notice: Pick<Notice, 'id' | 'round'>,
    settlement: Pick<Notice, 'state' | 'skippedBecause'>,
  ): Promise<void> {
    await settlePending(tx, notice, { ...settlement, settledAt: this.clock.now() });
  }
}
