import { createTransport } from 'nodemailer';
import { NotTaken, type DrivenChannel, type OutgoingNotice } from '../notice-channel.port.js';
import type { SmtpConfig } from '../notices.config.js';

const PATIENCE_MS = 20_000;

/** Mail by SMTP. Its Message-ID is the notice's id: SMTP can't promise that a mail is sent only once, so a repeat says it is one. */
export class SmtpChannel implements DrivenChannel {
  readonly takes = 'from-workflow';
  private readonly transport;
  private readonly domain: string;

  constructor(private readonly config: SmtpConfig) {
    this.domain = config.from.slice(config.from.lastIndexOf('@') + 1);
    this.transport = createTransport({
      url: config.url,
      connectionTimeout: PATIENCE_MS,
      greetingTimeout: PATIENCE_MS,
      socketTimeout: PATIENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async deliver({ noticeId, to, subject, text }: OutgoingNotice): Promise<void> {
    try {
      await this.transport.sendMail({
        from: this.config.from,
        to,
        subject,
        text,
        messageId: `<${noticeId}@${this.domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      throw refusalOf(error as { code?: string; responseCode?: number });
    }
  }
}

/** A 5xx answer to the envelope or the message is final; to our login or greeting it is ours to put right. */
function refusalOf({ code = 'unknown', responseCode }: { code?: string; responseCode?: number }): NotTaken {
  const forGood = (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode !== undefined && responseCode >= 500;
  return new NotTaken(responseCode === undefined ? `smtp-${code}` : `smtp-${responseCode}`, forGood);
}
