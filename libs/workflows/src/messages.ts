import type { EngineAct, ActsRecorded, CaseFacts } from '@bancheng/contracts/workflow';
import { ACT_KINDS, CASE_STATUSES, CLOCK_KINDS, COMPLAINT_TYPES, type CaseClock } from '@bancheng/domain';

/** More acts than one message ever carries; a run that lacks more loads its case. */
const MOST_ACTS = 1_000;
const MOST_CLOCKS = 1_000;
const MOST_SEQ = 2_147_483_647;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Whether the internal signal is one that the relay could have sent. Anyone with access to Temporal can send it too: what is
 * malformed in any field is ignored, so that it can neither fail the run nor lead it astray.
 */
export function isActsRecorded(message: unknown): message is ActsRecorded {
  if (!isObject(message)) return false;
  const { caseId, upTo, acts } = message;
  if (caseId !== undefined && typeof caseId !== 'string') return false;
  return isCount(upTo) && isList(acts, MOST_ACTS, isEngineAct);
}

function isEngineAct(act: unknown): act is EngineAct {
  if (!isObject(act)) return false;
  const { seq, kind, at, status, clocks, facts } = act;
  return (
    isCount(seq) &&
    seq > 0 &&
    isOneOf(kind, ACT_KINDS) &&
    isInstant(at) &&
    isOneOf(status, CASE_STATUSES) &&
    isList(clocks, MOST_CLOCKS, isClock) &&
    isFacts(facts)
  );
}

function isClock(clock: unknown): clock is CaseClock {
  if (!isObject(clock)) return false;
  const { clockId, kind, department, startedAt, dueAt, originalDueAt, yellowAt, yellowWarnedAt, overdueAt, endedAt } =
    clock;
  return (
    typeof clockId === 'string' &&
    isOneOf(kind, CLOCK_KINDS) &&
    (department === null || typeof department === 'string') &&
    [startedAt, dueAt, originalDueAt].every(isInstant) &&
    [yellowAt, yellowWarnedAt, overdueAt, endedAt].every((instant) => instant === null || isInstant(instant)) &&
    [clock['pausedAt'], clock['urgeAt'], clock['askedDueAt']].every(
      (instant) => instant === undefined || isInstant(instant),
    ) &&
    (clock['urges'] === undefined || isCount(clock['urges'])) &&
    (clock['reopening'] === undefined || clock['reopening'] === true)
  );
}

function isFacts(facts: unknown): facts is CaseFacts {
  if (!isObject(facts)) return false;
  const { jurisdiction, type, departments, reworkRounds } = facts;
  return (
    typeof jurisdiction === 'string' &&
    (type === null || isOneOf(type, COMPLAINT_TYPES)) &&
    isList(departments, MOST_CLOCKS, (code) => typeof code === 'string') &&
    (reworkRounds === undefined || isCount(reworkRounds))
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isList(value: unknown, most: number, fits: (one: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= most && value.every(fits);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST_SEQ;
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && INSTANT.test(value) && !Number.isNaN(Date.parse(value));
}

function isOneOf(value: unknown, known: readonly string[]): boolean {
  return typeof value === 'string' && known.includes(value);
}

const MOST_FIELDS = 20;
const MOST_CHARACTERS = 200;

/**
 * Every public signal is one flat object of short values. Anything else goes on as null, to be refused as malformed:
 * nested deep enough it could not even be handed to the activity, and would block the run.
 */
export function isFlat(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const values: unknown[] = Object.values(payload);
  return (
    values.length <= MOST_FIELDS &&
    values.every((value) => (typeof value === 'string' ? value.length <= MOST_CHARACTERS : Object(value) !== value))
  );
}
