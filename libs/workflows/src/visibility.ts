import { SEARCH_ATTRIBUTES } from '@bancheng/contracts/workflow';
import { isDeadline } from '@bancheng/domain';
import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
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

/** Keeps Temporal's own list of cases useful (status, department, due, overdue); codes and instants only. */
export class Listing {
  private shown = '';

  /** @param onlyChanges whether only changed attributes are written; runs of older code write all when one differs */
  constructor(private readonly onlyChanges = false) {}

  /** Writes what changed since the last time; costs no history where nothing did. */
  show(mirror: CaseMirror): void {
    const { status, facts } = mirror;
    const deadlines = mirror.clockList().filter(isDeadline);
    const open = deadlines.filter((clock) => clock.endedAt === null && clock.pausedAt === undefined);
    const dueAt = open.map((clock) => clock.dueAt).sort()[0];
    const overdue = deadlines.some((clock) => clock.overdueAt !== null);
    const shown = JSON.stringify({ status, facts, dueAt, overdue });
    if (shown === this.shown) return;
    this.shown = shown;
    const entry: SearchAttributeUpdatePair[] = [
      { key: KEYS.status, value: status },
      { key: KEYS.departments, value: facts?.departments ?? [] },
      { key: KEYS.jurisdiction, value: facts?.jurisdiction ?? null },
      { key: KEYS.type, value: facts?.type ?? null },
      { key: KEYS.dueAt, value: dueAt === undefined ? null : new Date(dueAt) },
      { key: KEYS.overdue, value: overdue },
    ];
    const changes = this.onlyChanges ? entry.filter(isNew) : entry;
    if (changes.length > 0) upsertSearchAttributes(changes);
  }
}

function isNew({ key, value }: SearchAttributeUpdatePair): boolean {
  const listed = workflowInfo().typedSearchAttributes.get(key) ?? (Array.isArray(value) ? [] : null);
  return JSON.stringify(listed) !== JSON.stringify(value);
}
