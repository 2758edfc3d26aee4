import type { EntityManager } from 'typeorm';
import { ResponsibilityEntity } from './responsibility.entity.js';

/** A leader's ruling in the list: a new line, or over whatever it said of that item. */
export async function recordRuling(
  tx: EntityManager,
  { department, ...line }: Pick<ResponsibilityEntity, 'id' | 'jurisdiction' | 'item' | 'department'>,
): Promise<void> {
  const ruled = { department, source: 'ruling' } as const;
  const unlessThere = tx.createQueryBuilder().insert().into(ResponsibilityEntity).orIgnore();
  await unlessThere.values({ ...line, ...ruled, version: 0 }).execute();
  const { jurisdiction, item } = line;
  await tx.update(ResponsibilityEntity, { jurisdiction, item }, { ...ruled, version: () => 'version + 1' });
}

/** 派单目录: the lines of a department are its successor's. */
export async function succeedResponsibilities(
  tx: EntityManager,
  jurisdiction: string,
  department: string,
  successor: string,
): Promise<void> {
  const change = { department: successor, version: () => 'version + 1' };
  await tx.update(ResponsibilityEntity, { jurisdiction, department }, change);
}
