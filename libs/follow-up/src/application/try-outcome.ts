import { MISSED_CALLS, type ContactResult } from '@bancheng/contracts';
import { localDateOf, type HallPolicy, type LocalDate } from '@bancheng/domain';

/** A try of the round: its day in Asia/Shanghai, and what came of it. */
export interface Try {
  day: LocalDate;
  result: ContactResult;
}

/** What one more try in vain comes to. */
export interface TryOutcome {
  attempt: number;
  day: LocalDate;
  daysTried: number;
  /** It ends the follow-up as 未接通. */
  unreachable: boolean;
  /** It ends the follow-up at once: 拒绝回访, or 无法联系. */
  excluded: 'refused' | 'no-contact' | null;
}

/**
 * All tries are counted; towards 未接通 only days on which a call missed the citizen count, each once.
 * @param earlier the round's tries before this one
 * @param at when this one was made, UTC
 * @param contactTryDays on how many different days the citizen must have been tried before 未接通 ends the follow-up
 */
export function outcomeOfTry(
  earlier: readonly Try[],
  { at, result }: { at: string; result: ContactResult },
  { contactTryDays }: Pick<HallPolicy, 'contactTryDays'>,
): TryOutcome {
  const day = localDateOf(at);
  const missed = [...earlier, { day, result }].filter((one) => isMissed(one.result));
  const daysTried = new Set(missed.map((one) => one.day)).size;
  return {
    attempt: earlier.length + 1,
    day,
    daysTried,
    unreachable: isMissed(result) && daysTried >= contactTryDays,
    excluded: result === 'refused' || result === 'no-contact' ? result : null,
  };
}

function isMissed(result: ContactResult): boolean {
  return (MISSED_CALLS as readonly ContactResult[]).includes(result);
}
