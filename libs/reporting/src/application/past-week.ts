import type { Happened, PastWeek } from '@bancheng/contracts/http/supervision-report';
import { catalogueLabels } from '@bancheng/directory';
import type { LocalDate } from '@bancheng/domain';
import type { EntityManager } from 'typeorm';
import { countVerdicts } from '../infrastructure/verdict-counts.js';
import { countActs, countSlipResults, type ActCount } from '../infrastructure/week-counts.js';
import { citizenRatesOf } from './citizen-rates.js';

/** What happened in a hall in these days, both included, as far as the events tell. */
export async function pastWeekOf(
  tx: EntityManager,
  jurisdiction: string,
  period: { from: LocalDate; to: LocalDate },
): Promise<PastWeek> {
  const acts = await countActs(tx, jurisdiction, period);
  const results = await countSlipResults(tx, jurisdiction, period);
  const verdicts = await countVerdicts(tx, jurisdiction, period);
  const rates = (department: string | null) =>
    citizenRatesOf(verdicts.filter((count) => count.department === department));
  const nothing = { sent: 0, reportedSolved: 0, reportedNotSolved: 0 };
  const departments = [...results, ...verdicts].flatMap(({ department }) => department ?? []);
  return {
    ...period,
    totals: happenedIn(acts),
    types: [...new Set(acts.map(({ type }) => type))].map((type) => ({
      type,
      ...happenedIn(acts.filter((count) => count.type === type)),
    })),
    declineReasons: await declineReasons(tx, jurisdiction, acts),
    departments: [...new Set(departments)].toSorted().map((department) => ({
      ...(results.find((result) => result.department === department) ?? { department, ...nothing }),
      citizen: rates(department),
    })),
    hall: rates(null),
  };
}

function happenedIn(acts: readonly ActCount[]): Happened {
  const of = (kind: ActCount['kind']) =>
    acts.filter((count) => count.kind === kind).reduce((sum, { cases }) => sum + cases, 0);
  return {
    registered: of('registered'),
    accepted: of('accepted'),
    answered: of('answeredOnTheSpot'),
    declined: of('declined'),
    closed: of('closed'),
  };
}

async function declineReasons(tx: EntityManager, jurisdiction: string, acts: readonly ActCount[]) {
  const counts = new Map<string, number>();
  for (const { reason, cases } of acts) if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + cases);
  const labels = await catalogueLabels(tx, { jurisdiction, catalogue: 'decline-reasons' }, [...counts.keys()]);
  return [...counts].map(([code, count]) => ({ code, label: labels.get(code) ?? code, count }));
}
