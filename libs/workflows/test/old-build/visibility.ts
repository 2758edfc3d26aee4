import { SEARCH_ATTRIBUTES } from '@bancheng/contracts/workflow';
import { isDeadline } from '@bancheng/domain';
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
import { upsertSearchAttributes } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';

const KEYS = {
  status: defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, SearchAttributeType.KEYWORD),
  departments: defineSearchAttributeKey(SEARCH_ATTRIBUTES.departments, SearchAttributeType.KEYWORD_LIST),
  jurisdiction: defineSearchAttributeKey(SEARCH_ATTRIBUTES.jurisdiction, SearchAttributeType.KEYWORD),
  type: defineSearchAttributeKey(SEARCH_ATTRIBUTES.type, SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey(SEARCH_ATTRIBUTES.dueAt, SearchAttributeType.DATETIME),
  overdue: defineSearchAttributeKey(SEARCH_ATTRIBUTES.overdue, SearchAttributeType.BOOL),
};

/** Keeps Temporal's own list of cases useful (status, department, due, overdue); codes and instants only. */
export class Listing {
  private shown = '';

  /** Writes what changed since the last time; costs no history where nothing did. */
  show(mirror: CaseMirror): void {
    const deadlines = mirror.clockList().filter(isDeadline);
    const open = deadlines.filter((clock) => clock.endedAt === null && clock.pausedAt === undefined);
    const dueAt = open.map((clock) => clock.dueAt).sort()[0];
    const overdue = deadlines.some((clock) => clock.overdueAt !== null);
    const entry = { status: mirror.status, facts: mirror.facts, dueAt, overdue };
    const shown = JSON.stringify(entry);
    if (shown === this.shown) return;
    this.shown = shown;
    upsertSearchAttributes([
      { key: KEYS.status, value: mirror.status },
      { key: KEYS.departments, value: mirror.facts?.departments ?? [] },
      { key: KEYS.jurisdiction, value: mirror.facts?.jurisdiction ?? null },
      { key: KEYS.type, value: mirror.facts?.type ?? null },
      { key: KEYS.dueAt, value: dueAt === undefined ? null : new Date(dueAt) },
      { key: KEYS.overdue, value: overdue },
    ] satisfies SearchAttributeUpdatePair[]);
  }
}
