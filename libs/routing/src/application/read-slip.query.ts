import type { Slip } from '@bancheng/contracts/http/slips';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Slips } from '../infrastructure/slips.js';
import { SlipViews } from './slip-views.js';

/** One 转办单, for its department or those who see the whole case. */
@Injectable()
export class ReadSlip {
  constructor(
    private readonly slips: Slips,
    private readonly views: SlipViews,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** @throws Problem 404 */
  async execute(actor: Actor, dispatchId: string): Promise<Slip> {
    const slip = await this.slips.readable(this.db.manager, dispatchId, actor);
    const [view] = await this.views.of(this.db.manager, [slip], actor);
    return view!;
  }
}
