import { openObligations } from './clocks/obligations.js';
import type { CaseClock } from './clocks/case-clock.js';
import { reworkDue } from './rework.js';
import type { CaseStatus } from './statuses.js';

/** What the engine does by itself with a case, one name a step. */
export type EngineStep = 'open-follow-up' | 'end-parts' | 'open-rework' | 'close' | 'archive';

/** Where the next step may be the engine's; in every other status it is people's. */
export const ENGINE_STEPS = {
  declined: 'open-follow-up', // 二(三): 耐心细致的解答，也要回访
  answered: 'open-follow-up', // 三(三): 即时办结
  replied: 'open-follow-up', // 三(三): 承办单位均已反馈
  withdrawn: 'end-parts', // 反映人撤回：转办单终止，不再回访
  terminated: 'end-parts', // 终止：转办单终止，同不予受理一样回访
  dissatisfied: 'open-rework', // 三(五): 重办
  'followed-up': 'close', // 三(五) → 办结
  closed: 'archive', // 三(六): 立卷归档
} as const satisfies Partial<Record<CaseStatus, EngineStep>>;

/**
 * The step that is now the engine's to take; null where it waits for people: for an obligation still open, or for a leader
 * who rules on a 不满意 after the policy's reworks.
 * @param reworkRounds how many reworks the case's policy opens by itself
 */
export function engineStepOf(
  { status, clocks }: { readonly status: CaseStatus; readonly clocks: readonly CaseClock[] },
  reworkRounds: number,
): EngineStep | null {
  if (status === 'replied' && openObligations(clocks).length > 0) return null;
  if (status === 'dissatisfied' && reworkDue(clocks, reworkRounds) === null) return null;
  return status in ENGINE_STEPS ? ENGINE_STEPS[status as keyof typeof ENGINE_STEPS] : null;
}
