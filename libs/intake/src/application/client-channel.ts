import type { Channel } from '@bancheng/domain';
import { unprocessable, type Actor } from '@bancheng/platform';

/** The channels a client system speaks for begin its subject: `platform-sd`, `wechat-st`. */
const CLIENT_CHANNEL = /^(platform|wechat)-/;

/**
 * A client system registers in its own channel only; a clerk in any.
 * @throws Problem 422 `channel-not-yours`
 */
export function refuseForeignChannel(actor: Actor, channel: Channel): void {
  if (actor.roles.includes('clerk')) return;
  if (CLIENT_CHANNEL.exec(actor.subject)?.[1] !== channel) {
    throw unprocessable('channel-not-yours', '渠道不符', '省平台、微信公众号只能登记各自渠道的事项。').at('/channel');
  }
}
