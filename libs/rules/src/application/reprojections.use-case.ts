import { uuid } from '@bancheng/contracts';
import type { ReprojectionView } from '@bancheng/contracts/http/rules';
import { decodeCursor, InjectDataSource, pageOf, type Actor, type Page, type PageQuery } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { readReprojections, reprojectionView } from '../infrastructure/reprojection-jobs.js';

const position = z.strictObject({ id: uuid });

/** Re-projections that concern the caller's jurisdiction, and how far they have come. */
@Injectable()
export class Reprojections {
  constructor(@InjectDataSource('rules') private readonly dataSource: DataSource) {}

  async list(
    { jurisdiction }: Actor,
    because: ReprojectionView['because'],
    { cursor, limit }: PageQuery,
  ): Promise<Page<ReprojectionView>> {
    const before = decodeCursor(cursor, position)?.id ?? null;
    const rows = await readReprojections(this.dataSource.manager, { because, jurisdiction }, before, limit + 1);
    return pageOf(rows, limit, reprojectionView, ({ id }) => ({ id }));
  }
}
