import type { NoticeChannelName, NoticeRecipient } from '@bancheng/contracts/http/notices';
import { Config, noticeSection } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import { OutboxChannel } from '../infrastructure/outbox.channel.js';
import { SmtpChannel } from '../infrastructure/smtp.channel.js';
import type { NoticeChannel } from './notice-channel.port.js';

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
}
