import { SEARCH_ATTRIBUTES } from '@bancheng/contracts/workflow';
import { isDeadline } from '@bancheng/domain';
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SearchAttributeUpdatePair as SearchAttributePair,
} from '@temporalio/common';
import { upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';

const KEYS = {
  status: defineSearchAttributeKey(SEARCH_ATTRIBUTES.status, SearchAttributeType.KEYWORD),
  departments: defineSearchAttributeKey(SEARCH_ATTRIBUTES.departments, SearchAttributeType.KEYWORD_LIST),
  jurisdiction: defineSearchAttributeKey(SEARCH_ATTRIBUTES.jurisdiction, SearchAttributeType.KEYWORD),
  type: defineSearchAttributeKey(SEARCH_ATTRIBUTES.type, SearchAttributeType.KEYWORD),
  dueAt: defineSearchAttributeKey(SEARCH_ATTRIBUTES.dueAt, SearchAttributeType.DATETIME),
  overdue: defineSearchAttributeKey(SEARCH_ATTRIBUTES.overdue, SearchAttributeType.BOOL),
};

/**
 * Keeps Temporal's own list of cases useful (status, department, due, overdue); codes and instants only. Writes what differs
 * from what the list says already, and costs no history where nothing does.
 */
export function showListing(mirror: CaseMirror): void {
  const deadlines = mirror.clockList().filter(isDeadline);
  const open = deadlines.filter((clock) => clock.endedAt === null && clock.pausedAt === undefined);
  const dueAt = open.map((clock) => clock.dueAt).sort()[0];
  const wanted: SearchAttributePair[] = [
    { key: KEYS.status, value: mirror.status },
    { key: KEYS.departments, value: mirror.facts?.departments ?? [] },
    { key: KEYS.jurisdiction, value: mirror.facts?.jurisdiction ?? null },
    { key: KEYS.type, value: mirror.facts?.type ?? null },
    { key: KEYS.dueAt, value: dueAt === undefined ? null : new Date(dueAt) },
    { key: KEYS.overdue, value: deadlines.some((clock) => clock.overdueAt !== null) },
  ];
  const shown = workflowInfo().typedSearchAttributes;
  const changed = wanted.filter(({ key, value }) => !isSame(shown.get(key as never), value));
  if (changed.length > 0) upsertSearchAttributes(changed);
}

/** No entry and an empty list are the same to the list. */
function isSame(shown: unknown, value: unknown): boolean {
  return JSON.stringify(shown ?? null) === JSON.stringify(Array.isArray(value) && value.length === 0 ? null : value);
}
