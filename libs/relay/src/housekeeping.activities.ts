import type { HousekeepingActivities } from '@bancheng/contracts/workflow';
import { forgetRows } from '@bancheng/platform';
import type { DataSource } from 'typeorm';

const DAY_MS = 24 * 60 * 60_000;

/** The relay has no old rows of its own, since deliveries are deleted when taken; it deletes the idempotency keys. */
export function housekeepingActivities(database: DataSource, keyDays: number): HousekeepingActivities {
  return {
    forgetOldRows: async () => {
      const before = new Date(Date.now() - keyDays * DAY_MS).toISOString();
      await forgetRows(database, { table: 'platform.idempotency_key', column: 'created_at', before });
    },
  };
}
