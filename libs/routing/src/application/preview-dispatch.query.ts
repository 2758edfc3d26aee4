import { doubtsIn, ParticularsReader, readComplaint } from '@bancheng/casebook';
import type { DispatchPreview, DispatchPreviewBody } from '@bancheng/contracts/http/dispatch';
import { onBehalfOf } from '@bancheng/directory';
import { CLOCK, InjectDataSource, type Actor, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

const FIELDS = ['record', 'claim', 'suggestions'] as const;

/** What departments would see of a case that is sent to them, and what of it may still show who the citizen is. */
@Injectable()
export class PreviewDispatch {
  constructor(
    private readonly particulars: ParticularsReader,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** For who sends: a clerk, or a leader who rules (or a deputy, as `onBehalfOf`). @throws Problem 403; 404 `complaint-not-found` */
  async execute(actor: Actor, { complaintId, departments }: DispatchPreviewBody): Promise<DispatchPreview> {
    const tx = this.db.manager;
    const { jurisdiction } = actor;
    if (!actor.roles.includes('clerk')) await onBehalfOf(tx, actor, this.clock.now());
    await readComplaint(tx, complaintId, jurisdiction);
    const items: DispatchPreview['items'] = [];
    for (const department of departments) {
      const said = await this.particulars.readAsSentTo(tx, complaintId, jurisdiction, department);
      const { withheld: identityWithheld, record, claim, suggestions } = said;
      const doubts = FIELDS.flatMap((field) => doubtsIn(said[field] ?? '').map((doubt) => ({ field, ...doubt })));
      items.push({ department, identityWithheld, record, claim, suggestions, doubts: identityWithheld ? doubts : [] });
    }
    return { items };
  }
}
