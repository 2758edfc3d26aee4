import type { NoticeChannelName, NoticeRecipient } from '@bancheng/contracts/http/notices';
import { Config } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxChannel } from '../infrastructure/outbox.channel.js';
import { SmtpChannel } from '../infrastructure/smtp.channel.js';
import type { NoticeChannel, Sayable } from '../notice-channel.port.js';
import type { Notice } from '../notice.js';
import { noticeSection } from '../notices.config.js';
import type { Whereabouts } from './recipients.js';

/** Which channel leads to whom, as configured: mail by SMTP where there is a server, everything else through the outbox. */
@Injectable()
export class NoticeChannels {
  private readonly citizenChannel: NoticeChannelName;
  private readonly mail: NoticeChannel;

  constructor(
    config: Config,
    private readonly outbox: OutboxChannel,
  ) {
    const { smtp, citizenChannel } = config.get(noticeSection);
    this.citizenChannel = citizenChannel;
    this.mail = smtp === null ? outbox : new SmtpChannel(smtp);
  }

  nameFor(recipient: NoticeRecipient): NoticeChannelName {
    return recipient === 'citizen' ? this.citizenChannel : 'email';
  }

  get(name: NoticeChannelName): NoticeChannel {
    return name === 'email' ? this.mail : this.outbox;
  }

  /**
   * Gives a notice to its channel where that takes it within the transaction; else it stays pending for its workflow. One whose
   * recipient can't be reached so is skipped.
   */
  async accept(
    tx: EntityManager,
    notice: Sayable & Pick<Notice, 'channel'>,
    found: Whereabouts,
    at: string,
  ): Promise<Pick<Notice, 'state' | 'skippedBecause' | 'settledAt'>> {
    if (found.address === null) return { state: 'skipped', skippedBecause: found.because, settledAt: at };
    const channel = this.get(notice.channel);
    if (channel.takes !== 'in-transaction') return { state: 'pending', skippedBecause: null, settledAt: null };
    await channel.record(tx, notice, at);
    return { state: 'recorded', skippedBecause: null, settledAt: null };
  }
}
