import { type Complaint } from '@bancheng/casebook';
import { currentCaseClock } from '@bancheng/domain';
import type { DispatchEntity } from '../infrastructure/dispatch.entity.js';

/** Where a case stands by its slips. */
type Standing = 'dispatched' | 'replied' | 'accepted' | 'meeting-held';

/**
 * Dispatched while a slip is open, replied when every part has its final reply. Otherwise some part is with nobody, and
 * the case is the clerk's again, where it was before it was dispatched and with the clock it has. The order in which
 * replies, returns and recalls came makes no difference: a recalled slip does not count, and a slip sent in place of a
 * returned one counts for that one. Slips of rounds before a rework are left out.
 */
export function standingOf(complaint: Pick<Complaint, 'type' | 'clocks'>, slips: readonly DispatchEntity[]): Standing {
  const present = slipsOfRound(complaint, slips);
  if (present.some((slip) => slip.endedAt === null)) return 'dispatched';
  const parts = present.filter((slip) => slip.endedAs === 'replied' || slip.endedAs === 'returned');
  if (parts.length > 0 && parts.every((slip) => slip.endedAs === 'replied')) return 'replied';
  return complaint.type === 'complex' ? 'meeting-held' : 'accepted';
}

/** The slips sent since the present round began: at acceptance, or the last rework. */
export function slipsOfRound(complaint: Pick<Complaint, 'clocks'>, slips: readonly DispatchEntity[]): DispatchEntity[] {
  const { startedAt } = currentCaseClock(complaint)!;
  return slips.filter((slip) => slip.sentAt >= startedAt);
}

/** The case's slips with one of them changed. */
export function withSlip(
  slips: readonly DispatchEntity[],
  id: string,
  change: Partial<DispatchEntity>,
): DispatchEntity[] {
  return slips.map((slip) => (slip.id === id ? { ...slip, ...change } : slip));
}
