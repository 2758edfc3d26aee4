import { ParticularsReader } from '@bancheng/casebook';
import type { Suggestions } from '@bancheng/contracts/http/departments';
import { activeDepartments, responsibilitiesOf, type ResponsibilityEntity } from '@bancheng/directory';
import { queryTokens, searchTokens } from '@bancheng/domain';
import { InjectDataSource, type Actor } from '@bancheng/platform';
import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** An item fits when at least this share of its words occurs in what the citizen said. */
const LEAST_SHARE = 0.5;
const SOURCES = { manual: '派单目录', ruling: '领导裁定' } as const;

type Suggestion = Suggestions['suggestions'][number];
interface Match extends Suggestion {
  words: number;
}

/** Which departments a matter may be for, by the words of its record and claim in the 派单目录; the clerk decides. */
@Injectable()
export class SuggestDepartments {
  constructor(
    private readonly particulars: ParticularsReader,
    @InjectDataSource('routing') private readonly db: DataSource,
  ) {}

  /** Active departments, best first, each by its best item. @throws Problem 404 */
  async execute(actor: Actor, complaintId: string): Promise<Suggestions> {
    const { jurisdiction } = actor;
    const { record, claim } = await this.particulars.readParticulars(this.db.manager, complaintId, actor);
    const said = new Set(searchTokens(`${record}\n${claim}`));
    const names = await activeDepartments(this.db.manager, jurisdiction);
    const lines = await responsibilitiesOf(this.db.manager, jurisdiction);
    const matches = lines.flatMap((line) => matchOf(line, names.get(line.department), said)).sort(bestFirst);
    return { suggestions: firstOfEach(matches) };
  }
}

function matchOf(
  { item, department, source }: ResponsibilityEntity,
  name: string | undefined,
  said: ReadonlySet<string>,
): Match[] {
  const wanted = queryTokens(item);
  const words = wanted.filter((word) => said.has(word)).length;
  const share = wanted.length === 0 ? 0 : words / wanted.length;
  if (name === undefined || share < LEAST_SHARE) return [];
  const reason = `${SOURCES[source]}：“${item}”由${name}承办`;
  return [{ department, name, item, source, score: Math.round(share * 100) / 100, reason, words }];
}

/** The fuller match first, then the longer one, then what a leader has ruled. */
function bestFirst(a: Match, b: Match): number {
  const ruled = Number(b.source === 'ruling') - Number(a.source === 'ruling');
  return b.score - a.score || b.words - a.words || ruled || (a.item < b.item ? -1 : 1);
}

function firstOfEach(matches: readonly Match[]): Suggestion[] {
  const best = new Map<string, Suggestion>();
  for (const { words: _words, ...match } of matches) {
    if (!best.has(match.department)) best.set(match.department, match);
  }
  return [...best.values()];
}
