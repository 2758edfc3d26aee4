import { localDateOf, type HallPolicy, type LocalDate } from '@bancheng/domain';

/** One more try that failed: all tries are counted, but several on one day are one step towards 未接通. */
export interface TryOutcome {
  attempt: number;
  day: LocalDate;
  daysTried: number;
  unreachable: boolean;
}

/**
 * @param earlier days of the round's tries before this one; `at`: when this one was made, UTC; `contactTryDays`: on how many
 *   different days (Asia/Shanghai) the citizen must have been tried before 未接通 ends the follow-up
 */
export function outcomeOfTry(
  earlier: readonly LocalDate[],
  at: string,
  { contactTryDays }: Pick<HallPolicy, 'contactTryDays'>,
): TryOutcome {
  const day = localDateOf(at);
  const daysTried = new Set([...earlier, day]).size;
  return { attempt: earlier.length + 1, day, daysTried, unreachable: daysTried >= contactTryDays };
}
