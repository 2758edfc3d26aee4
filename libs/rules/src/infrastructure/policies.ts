import { BUILT_IN_POLICY, policyInForce } from '@bancheng/casebook';
import type { PolicyView } from '@bancheng/contracts/http/rules';
import { DEFAULT_HALL_POLICY, type HallPolicy } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';

interface PolicyRow {
  jurisdiction: string;
  version: number;
  effective_from: Date;
  note: string | null;
  made_by: string;
  made_at: Date;
  policy: HallPolicy;
}

const COLUMNS = 'jurisdiction, version, effective_from, note, made_by, made_at, policy';
/** Second key of the advisory lock below, as an operator sees it in `pg_locks`. */
const RULES_LOCK = 7_230_003;

/** One change of policies or calendars at a time, until the transaction ends: what a change was based on still stands. */
export async function lockRules(tx: EntityManager): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, 0)', [RULES_LOCK]);
}

/** The jurisdiction's policy in force at `at`, and the number of versions it has made. */
export async function readPolicyInForce(
  tx: EntityManager,
  jurisdiction: string,
  at: string,
): Promise<{ current: PolicyView; latest: number }> {
  const [row] = await tx.query<{ version: number; latest: number }[]>(
    `select ${policyInForce('$1', '$2::timestamptz')} as version,
       (select coalesce(max(version), 0) from casebook.policy where jurisdiction = $1) as latest`,
    [jurisdiction, at],
  );
  const { version, latest } = row!;
  if (version === BUILT_IN_POLICY) return { current: builtIn(jurisdiction), latest };
  const [current] = await readPolicies(tx, jurisdiction, version + 1, 1);
  return { current: current!, latest };
}

/** Versions before `before`, the newest first. */
export async function readPolicies(
  tx: EntityManager,
  jurisdiction: string,
  before: number,
  limit: number,
): Promise<PolicyView[]> {
  const rows = await tx.query<PolicyRow[]>(
    `select ${COLUMNS} from casebook.policy where jurisdiction = $1 and version < $2 order by version desc limit $3`,
    [jurisdiction, before, limit],
  );
  return rows.map((row) => ({
    ...{ jurisdiction, version: row.version, effectiveFrom: row.effective_from.toISOString(), note: row.note },
    ...{ madeBy: row.made_by, madeAt: row.made_at.toISOString() },
    policy: { ...DEFAULT_HALL_POLICY, ...row.policy },
  }));
}

export async function insertPolicy(tx: EntityManager, made: PolicyView): Promise<void> {
  const { jurisdiction, version, effectiveFrom, note, madeBy, madeAt, policy } = made;
  await tx.query(`insert into casebook.policy (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)`, [
    ...[jurisdiction, version, effectiveFrom, note, madeBy, madeAt, JSON.stringify(policy)],
  ]);
}

function builtIn(jurisdiction: string): PolicyView {
  const unmade = { effectiveFrom: null, note: null, madeBy: null, madeAt: null };
  return { jurisdiction, version: BUILT_IN_POLICY, ...unmade, policy: DEFAULT_HALL_POLICY };
}
