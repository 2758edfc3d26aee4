import { searchCases, searchPosition } from '@bancheng/casebook';
import type { ComplaintSummary, SearchCriteria } from '@bancheng/contracts/http/complaints';
import { foldText, queryTokens } from '@bancheng/domain';
import {
  CLOCK,
  decodeCursor,
  InjectDataSource,
  pageTogether,
  unprocessable,
  type Actor,
  type Clock,
  type Page,
  type PageQuery,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Phones } from './phones.js';
import { Summaries } from './summaries.js';

/** Finds cases of the jurisdiction by number, phone and words, newest first. */
@Injectable()
export class SearchComplaints {
  constructor(
    @InjectDataSource('intake') private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly summaries: Summaries,
    private readonly phones: Phones,
  ) {}

  /** @throws Problem 422 `nothing-to-search` without a criterion, as `Phones.kept`; 400 `cursor-malformed` */
  async execute(
    actor: Actor,
    { number, phone: given, words, cursor, limit }: SearchCriteria & PageQuery,
  ): Promise<Page<ComplaintSummary>> {
    const { phone } = await this.phones.kept(actor, given ?? null);
    const tokens = queryTokens([phone, words].join(' '));
    if (number === undefined && tokens.length === 0) throw nothingToSearch();
    const rows = await searchCases(this.dataSource.manager, {
      actor,
      number: number === undefined ? null : foldText(number).toUpperCase(),
      phone,
      words: wordsOf(words ?? ''),
      tokens,
      after: decodeCursor(cursor, searchPosition),
      limit: limit + 1,
    });
    return pageTogether(
      rows,
      limit,
      (shown) => this.summaries.of(shown, actor, this.clock.now()),
      ({ registeredAt, id }) => ({ registeredAt, id }),
    );
  }
}

function wordsOf(words: string): string[] {
  return foldText(words)
    .split(' ')
    .filter((word) => word !== '');
}

function nothingToSearch() {
  return unprocessable('nothing-to-search', '没有查询条件', '请填写编号、电话或词语；词语须含汉字、字母或数字。');
}
