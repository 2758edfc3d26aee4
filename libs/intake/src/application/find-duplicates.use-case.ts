import { ParticularsReader, type Particulars, type SamePerson } from '@bancheng/casebook';
import { MOST_DUPLICATES, type DuplicateGround, type PossibleDuplicates } from '@bancheng/contracts/http/duplicates';
import { LIKE_MATTER, likenessTo, reporterKeys, type Reporting } from '@bancheng/domain';
import { InjectDataSource, type Actor, type Read } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { toRelatedCase } from './related-case.js';

/** What is looked for: the citizen and the matter of one slip. */
export type Slip = Reporting & Pick<Particulars, 'caseId' | 'phone' | 'record' | 'claim'>;

/** 查重: the same phone or name, and a like text. The answer tells a reader nothing of a citizen they may not know. */
@Injectable()
export class FindDuplicates {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
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

  compare(slip: Slip, candidates: readonly SamePerson[] | null): PossibleDuplicates {
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
