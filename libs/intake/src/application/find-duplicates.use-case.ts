import { ParticularsReader, type Particulars, type SamePerson } from '@bancheng/casebook';
import { MOST_DUPLICATES, type DuplicateGround, type PossibleDuplicates } from '@bancheng/contracts/http/duplicates';
import { LIKE_MATTER, likenessTo, reporterKeys, type Reporting } from '@bancheng/domain';
import { InjectDataSource, LOGGER, safeError, type Actor, type Logger, type Read } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { toRelatedCase } from './related-case.js';

/** What is looked for: the citizen and the matter of one slip. */
export type Slip = Reporting & Pick<Particulars, 'caseId' | 'phone' | 'record' | 'claim'>;

/** Reads the cases that a slip is compared with. */
export type Candidates = () => Promise<SamePerson[] | null>;

/** 查重: the same phone or name, and a like text. The answer tells a reader nothing of a citizen they may not know. */
@Injectable()
export class FindDuplicates {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** @throws Problem 404 `complaint-not-found` */
  async execute(actor: Actor, id: string): Promise<PossibleDuplicates> {
    const slip = await this.particulars.readParticulars(this.dataSource.manager, id, actor);
    const { reporter } = slip;
    if (slip.withheld || reporter === null) return { items: [], notSearched: 'identity-withheld' };
    return this.compare({ ...slip, reporter }, await this.candidates(actor, { ...slip, reporter }));
  }

  /** What a case is compared by; null for an anonymous report, which names nobody. */
  async candidates(actor: Actor, slip: Slip, read: Read = this.readPlainly): Promise<SamePerson[] | null> {
    const isAnonymous = slip.name === null && slip.phone === null;
    return isAnonymous ? null : this.particulars.readOfPerson(read, slip, actor);
  }

  private compare(slip: Slip, candidates: readonly SamePerson[] | null): PossibleDuplicates {
    if (candidates === null) return { items: [], notSearched: 'anonymous' };
    const likeness = likenessTo(matterOf(slip));
    const items = candidates
      .filter((other) => other.caseId !== slip.caseId)
      .map((other) => ({ other, share: likeness(matterOf(other)) }))
      .filter(({ share }) => share >= LIKE_MATTER)
      .toSorted((a, b) => b.share - a.share)
      .slice(0, MOST_DUPLICATES)
      .map(({ other, share }) => ({
        ...toRelatedCase({ ...other, id: other.caseId }),
        why: groundsOf(slip, other),
        likeness: Math.round(share * 100) / 100,
      }));
    return { items, notSearched: null };
  }

  /** A registration never fails because the search for duplicates does. */
  async afterRegistration(slip: Slip, candidates: Candidates): Promise<PossibleDuplicates> {
    try {
      return this.compare(slip, await candidates());
    } catch (error) {
      this.logger.warn(
        { err: safeError(error), caseId: slip.caseId },
        'registered, but the look for duplicates failed',
      );
      return { items: [], notSearched: 'unavailable' };
    }
  }

  private readonly readPlainly: Read = (_name, text, values) => this.dataSource.manager.query(text, [...values]);
}

function matterOf({ record, claim }: Slip): string {
  return `${record}\n${claim}`;
}

function groundsOf(one: Slip, other: Slip): DuplicateGround[] {
  const samePhone = one.phone !== null && one.phone === other.phone;
  const keys = reporterKeys(one);
  const sameName = reporterKeys(other).some((key) => keys.includes(key));
  return [...(samePhone ? (['phone'] as const) : []), ...(sameName ? (['name'] as const) : [])];
}
