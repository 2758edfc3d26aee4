import type { RetentionPeriod } from '@bancheng/contracts';
import type { RetentionKey, RetentionRule } from '@bancheng/contracts/http/archive';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { changeRetention, retentionRuleOf } from '../infrastructure/retention.repository.js';

interface Versioned {
  rule: RetentionRule;
  version: number;
}

/** The jurisdiction's table of 保管期限. A change holds for what is archived from then on; files keep theirs. */
@Injectable()
export class RetentionRules {
  constructor(@InjectDataSource('archive') private readonly dataSource: DataSource) {}

  async one(actor: Actor, type: RetentionKey): Promise<Versioned> {
    const { retention, version } = await retentionRuleOf(this.dataSource.manager, actor.jurisdiction, type);
    return { rule: { type, retention }, version };
  }

  /** @throws Problem 412 `stale-version` */
  async change(actor: Actor, type: RetentionKey, version: number, retention: RetentionPeriod): Promise<Versioned> {
    await changeRetention(this.dataSource.manager, actor.jurisdiction, { type, retention, version });
    return { rule: { type, retention }, version: version + 1 };
  }
}
