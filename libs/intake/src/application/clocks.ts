import { CASE_CLOCK, type Complaint, type HallRules } from '@bancheng/casebook';
import { caseDeadline, endClock, startClock, type CaseClock, type ComplaintType } from '@bancheng/domain';

/** 三(三) 限时办结: the case's own clock by its type, from 受理时间 on. */
export function startCaseClock(type: ComplaintType, acceptedAt: string, { policy, calendar }: HallRules): CaseClock {
  const id = { clockId: CASE_CLOCK, kind: 'case', department: null } as const;
  return startClock(id, acceptedAt, caseDeadline(type, acceptedAt, policy, calendar));
}

/** Every clock still running, ended at `at`. */
export function endOpenClocks({ clocks }: Complaint, at: string): CaseClock[] {
  return clocks.filter((clock) => clock.endedAt === null).map((clock) => endClock(clock, at));
}
