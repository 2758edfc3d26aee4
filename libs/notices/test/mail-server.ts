import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on a free port that keeps what it takes; while `refusing`, it knows no mailbox. */
export class MailServer {
  readonly mails: { to: string[]; raw: string; mail: Email }[] = [];
  refusing = false;
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(this.refusing ? Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 }) : undefined),
    onData: (stream, { envelope }, done) => {
      void buffer(stream).then(async (raw) => {
        const to = envelope.rcptTo.map(({ address }) => address);
        this.mails.push({ to, raw: raw.toString('latin1'), mail: await PostalMime.parse(raw) });
        done();
      });
    },
  });

  /** @returns its `host:port` */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
