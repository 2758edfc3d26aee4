import { ParticularsReader, type Particulars } from '@bancheng/casebook';
import type { DuplicateGround, PossibleDuplicates } from '@bancheng/contracts/http/duplicates';
import { LIKE_MATTER, likenessTo } from '@bancheng/domain';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { toRelatedCase } from './related-case.js';

/** What is looked for: the citizen and the matter of one slip. */
export type Slip = Pick<Particulars, 'caseId' | 'name' | 'phone' | 'record' | 'claim'>;

/** 查重: the same phone or name, and a like text. What the reader may not know, the answer does not tell either. */
@Injectable()
export class FindDuplicatesUseCase {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    private readonly particulars: ParticularsReader,
  ) {}

  /** @throws Problem 404 `complaint-not-found` */
  async execute(actor: Actor, id: string): Promise<PossibleDuplicates> {
    const tx = this.dataSource.manager;
    const slip = await this.particulars.readParticulars(tx, id, actor);
    if (slip.withheld) return { items: [], notSearched: 'identity-withheld' };
    return this.like(actor, slip);
  }

  /** The same for a slip that the caller has in hand. Anonymous reports are not compared: there is nobody to go by. */
  async like(actor: Actor, slip: Slip): Promise<PossibleDuplicates> {
    if (slip.name === null && slip.phone === null) return { items: [], notSearched: 'anonymous' };
    const likeness = likenessTo(matterOf(slip));
    const others = await this.particulars.readOfPerson(this.dataSource.manager, slip, actor);
    const items = others
      .filter((other) => other.caseId !== slip.caseId)
      .map((other) => ({ other, share: likeness(matterOf(other)) }))
      .filter(({ share }) => share >= LIKE_MATTER)
      .toSorted((a, b) => b.share - a.share)
      .map(({ other, share }) => ({
        ...toRelatedCase({ ...other, id: other.caseId }),
        why: groundsOf(slip, other),
        likeness: Math.round(share * 100) / 100,
      }));
    return { items, notSearched: null };
  }
}

function matterOf({ record, claim }: Slip): string {
  return `${record}\n${claim}`;
}

function groundsOf(one: Slip, other: Slip): DuplicateGround[] {
  return (['phone', 'name'] as const).filter((field) => one[field] !== null && one[field] === other[field]);
}
