import type { RetentionPeriod } from '@bancheng/contracts';
import { RETENTION_KEYS, type RetentionKey } from '@bancheng/contracts/http/archive';
import { preconditionFailed } from '@bancheng/platform';
import type { EntityManager } from 'typeorm';
import { RetentionRuleEntity } from './retention-rule.entity.js';

/**
 * What a jurisdiction starts from. 国家档案局令第8号 keeps letters and visits with a result 30 years and those without one
 * 10; a complex case was studied by several departments and stays.
 */
const DEFAULT_RETENTION: Readonly<Record<RetentionKey, RetentionPeriod>> = {
  simple: '10-years',
  general: '30-years',
  complex: 'permanent',
  declined: '10-years',
};

/** The rule of a jurisdiction for a type; its table is filled with the defaults the first time it is asked for. */
export async function retentionRuleOf(
  tx: EntityManager,
  jurisdiction: string,
  type: RetentionKey,
): Promise<RetentionRuleEntity> {
  const rule = await tx.findOneBy(RetentionRuleEntity, { jurisdiction, type });
  if (rule !== null) return rule;
  await seedDefaults(tx, jurisdiction);
  return tx.findOneByOrFail(RetentionRuleEntity, { jurisdiction, type });
}

async function seedDefaults(tx: EntityManager, jurisdiction: string): Promise<void> {
  const rules = RETENTION_KEYS.map((type) => ({ jurisdiction, type, retention: DEFAULT_RETENTION[type], version: 1 }));
  await tx.createQueryBuilder().insert().into(RetentionRuleEntity).values(rules).orIgnore().execute();
}

/** @throws Problem 412 `stale-version` when the rule is no longer at that version */
export async function changeRetention(
  tx: EntityManager,
  jurisdiction: string,
  { type, retention, version }: Pick<RetentionRuleEntity, 'type' | 'retention' | 'version'>,
): Promise<void> {
  const rule = await retentionRuleOf(tx, jurisdiction, type);
  const seen = { jurisdiction, type, version: rule.version };
  const change = { retention, version: rule.version + 1 };
  const changed = rule.version === version && (await tx.update(RetentionRuleEntity, seen, change)).affected === 1;
  if (!changed) throw preconditionFailed('stale-version', '保管期限已被他人更新，请刷新后再办');
}
