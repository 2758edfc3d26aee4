import type { HousekeepingActivities } from '@bancheng/contracts/workflow';
import { forgetRows } from '@bancheng/platform';
import type { DataSource } from 'typeorm';

const DAY_MS = 24 * 60 * 60_000;

/** The relay keeps nothing old of its own: deliveries go when they are taken. It alone may forget idempotency keys. */
export function housekeepingActivities(database: DataSource, keyDays: number): HousekeepingActivities {
  return {
    forgetOldRows: async () => {
      const before = new Date(Date.now() - keyDays * DAY_MS).toISOString();
      await forgetRows(database, { table: 'platform.idempotency_key', column: 'created_at', before });
    },
  };
}
