import {
  ACCEPTANCE_CLOCK,
  clockOf,
  currentCaseClock,
  publicCase,
  QueryCodes,
  type Complaint,
} from '@bancheng/casebook';
import type { PublicStatus, PublicStatusBody } from '@bancheng/contracts/http/intake';
import { STATUS_LABELS, TYPE_LABELS } from '@bancheng/contracts/http/labels';
import { InjectDataSource } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** How a citizen's matter stands, by its number and query code; no names, no texts. */
@Injectable()
export class ReadPublicStatusUseCase {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly queryCodes: QueryCodes,
  ) {}

  /** @throws Problem 404 `status-not-found`, the same for a number that does not exist and for a wrong code */
  async execute(body: PublicStatusBody): Promise<PublicStatus> {
    return statusOf(await publicCase(this.dataSource.manager, this.queryCodes, body));
  }
}

function statusOf(complaint: Complaint): PublicStatus {
  const acceptance = clockOf(complaint, ACCEPTANCE_CLOCK)!;
  const handling = currentCaseClock(complaint);
  return {
    number: complaint.number,
    status: STATUS_LABELS[complaint.status],
    type: complaint.type && TYPE_LABELS[complaint.type],
    registeredAt: complaint.registeredAt,
    acceptedAt: complaint.acceptedAt,
    acceptanceDueAt: acceptance.dueAt,
    dueAt: handling?.dueAt ?? null,
    originalDueAt: handling?.originalDueAt ?? null,
    provisional: (handling ?? acceptance).provisional,
    closedAt: complaint.closedAt,
  };
}
