import type { AcknowledgeBody, AcknowledgeResponse, OutboxItem } from '@bancheng/contracts/http/notices';
import {
  CLOCK,
  Config,
  decodeCursor,
  InjectDataSource,
  InjectUnitOfWork,
  pageOf,
  type Actor,
  type Clock,
  type CommandContext,
  type Page,
  type PageQuery,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { lockNotice, saveNotice } from '../infrastructure/notices.repository.js';
import { pageOfOutbox, removeFromOutbox, type OutboxEntry } from '../infrastructure/outbox.repository.js';
import { noticeSection } from '../notices.config.js';
import { position } from './list-notices.query.js';
import { noticeNotFound, noticeNotRecorded, notTheGateway } from './notices.problems.js';
import { Recipients } from './recipients.js';

/**
 * The gateway of short messages, WeChat or mail fetches what is recorded and says how each went. Phones leave the house
 * here, so beside its role its subject must be named in the configuration.
 */
@Injectable()
export class Gateway {
  private readonly subjects: readonly string[];

  constructor(
    config: Config,
    @InjectDataSource('notices') private readonly database: DataSource,
    @InjectUnitOfWork('notices') private readonly unitOfWork: UnitOfWork,
    private readonly recipients: Recipients,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.subjects = config.get(noticeSection).gatewaySubjects;
  }

  /** What waits, oldest first, until it is acknowledged: asked again from the start it comes again. @throws Problem 403 */
  async fetch(actor: Actor, { cursor, limit }: PageQuery): Promise<Page<OutboxItem>> {
    this.admit(actor);
    const after = decodeCursor(cursor, position);
    const entries = await pageOfOutbox(this.database.manager, actor.jurisdiction, after, limit);
    const whereabouts = await this.recipients.findAll(this.database.manager, entries);
    const items = entries.map((entry, index) => ({ ...entry, to: whereabouts[index]!.address }));
    return pageOf(items, limit, itemOf, (row) => row.position);
  }

  /** @throws Problem 403; 404; 409 `notice-not-recorded` */
  async acknowledge(
    command: CommandContext,
    noticeId: string,
    { outcome, code }: AcknowledgeBody,
  ): Promise<AcknowledgeResponse> {
    this.admit(command.actor);
    return this.unitOfWork.run(command, async (tx) => {
      const notice = await lockNotice(tx, noticeId, command.actor.jurisdiction);
      if (notice === null) throw noticeNotFound();
      if (notice.state !== 'recorded') throw noticeNotRecorded();
      const state = outcome === 'delivered' ? ('sent' as const) : ('failed' as const);
      const lastError = state === 'failed' ? `gateway-${code ?? 'refused'}` : null;
      await saveNotice(tx, { ...notice, state, lastError, settledAt: this.clock.now() });
      await removeFromOutbox(tx, noticeId);
      return { noticeId, state };
    });
  }

  private admit({ subject }: Actor): void {
    if (!this.subjects.includes(subject)) throw notTheGateway();
  }
}

function itemOf({ id, channel, to, subject, body, recordedAt }: OutboxEntry & { to: string | null }): OutboxItem {
  return { noticeId: id, channel, to, subject, text: body, recordedAt };
}
