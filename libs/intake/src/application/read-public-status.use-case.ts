import {
  PublicCases,
  readAgencyName,
  readAnswers,
  readComplaint,
  readMissingPapers,
  type Complaint,
  type PublicAsker,
} from '@bancheng/casebook';
import type { PublicStatus } from '@bancheng/contracts/http/public-status';
import { STATUS_LABELS, TYPE_LABELS } from '@bancheng/contracts/http/labels';
import { ACCEPTANCE_CLOCK, clockOf, currentCaseClock, isOpen, partOf } from '@bancheng/domain';
import { InjectDataSource } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource, EntityManager } from 'typeorm';

/**
 * How a citizen's matter stands and what they were answered, by its number and query code. A merged case shows its first
 * case's. No names of people, and nothing of what was reported.
 */
@Injectable()
export class ReadPublicStatus {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly publicCases: PublicCases,
  ) {}

  /** @throws Problem 404, 429 as `PublicCases` */
  async execute(asker: PublicAsker): Promise<PublicStatus> {
    const tx = this.dataSource.manager;
    const own = await this.publicCases.open(tx, asker);
    if (own.mergedInto === null) return { ...(await this.statusOf(tx, own)), mergedInto: null };
    const first = await readComplaint(tx, own.mergedInto, own.jurisdiction);
    const { number, registeredAt, acceptanceDueAt } = statusOf(own);
    return { ...(await this.statusOf(tx, first)), number, registeredAt, acceptanceDueAt, mergedInto: first.number };
  }

  private async statusOf(tx: EntityManager, complaint: Complaint): Promise<Omit<PublicStatus, 'mergedInto'>> {
    const agency = complaint.status === 'transferred' ? await readAgencyName(tx, complaint.id) : null;
    const waits = complaint.clocks.filter((clock) => clock.kind === 'suspension' && isOpen(clock));
    const papersAwaitedUntil = waits.map(({ dueAt }) => dueAt).sort()[0] ?? null;
    const waitingSlips = waits.map((clock) => partOf(clock)!);
    const missingPapers = await readMissingPapers(tx, complaint.id, waitingSlips);
    const answers = await readAnswers(tx, complaint.id);
    return { ...statusOf(complaint), papersAwaitedUntil, agency, missingPapers, answers };
  }
}

type Read = 'papersAwaitedUntil' | 'agency' | 'missingPapers' | 'answers';

function statusOf(complaint: Complaint): Omit<PublicStatus, 'mergedInto' | Read> {
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
