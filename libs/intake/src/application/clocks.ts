import type { Complaint } from '@bancheng/casebook';
import { endClock, type CaseClock } from '@bancheng/domain';

/** Every clock still running, ended at `at`. */
export function endOpenClocks({ clocks }: Complaint, at: string): CaseClock[] {
  return clocks.filter((clock) => clock.endedAt === null).map((clock) => endClock(clock, at));
}
