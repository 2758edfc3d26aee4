import { randomUUID } from 'node:crypto';
import { eventTypeOf, type ActDetail, type ActNotice, type ComplaintEventData } from '@bancheng/contracts';
import {
  isDeadline,
  type ActKind,
  type CaseClock,
  type CaseStatus,
  type ClockKind,
  type HallPolicy,
} from '@bancheng/domain';
import type { Actor, Role } from '@bancheng/platform';
import { factsOf, type Complaint, type ComplaintPatch } from './complaint.js';

/** Who acts and by which way; `effectKey` makes an engine's or a signal's effect happen once. */
export interface ActSource {
  subject: string;
  role: string;
  origin: 'api' | 'signal' | 'engine';
  effectKey?: string;
  /** The case's run gets this act from no activity's answer, so the relay must tell it; of the API's acts it always does. */
  relayed?: true;
}

/**
 * A caller of the API, in the first of `roles` that they hold: those of the endpoint, in order of preference.
 * @throws Error when they hold none (the endpoint's guard lets no such caller in)
 */
export function apiSource(actor: Actor, roles: readonly Role[]): ActSource {
  const role = roles.find((candidate) => actor.roles.includes(candidate));
  if (role === undefined) throw new Error('The caller has none of the roles that may record this act');
  return { subject: actor.subject, role, origin: 'api' };
}

/** The engine itself, for the effect named by `effectKey`. */
export function engineSource(effectKey: string): ActSource {
  return { subject: 'engine', role: 'engine', origin: 'engine', effectKey };
}

/** What befalls a case because of another one's act, in the same transaction: its own run hears of it by the relay. */
export const BY_ANOTHER_CASE: ActSource = { subject: 'engine', role: 'engine', origin: 'engine', relayed: true };

/** The key of an effect that each round of handling has once; the first round's is the effect's bare name. */
export function roundKey(effect: string, round: number): string {
  return round === 1 ? effect : `${effect}:${round}`;
}

/** What a use case decides under the lock. `clocks` are the ones that start or change, whole. */
export interface ActDraft<K extends ActKind> {
  kind: K;
  detail: ActDetail<K>;
  /** Needed where the status table offers several. */
  to?: CaseStatus;
  clocks?: CaseClock[];
  patch?: ComplaintPatch;
}

/** An act as it stands in the record. */
export interface RecordedAct extends ActNotice {
  caseId: string;
}

export function mergeClocks(clocks: readonly CaseClock[], changed: readonly CaseClock[]): CaseClock[] {
  const byId = new Map([...clocks, ...changed].map((clock) => [clock.clockId, clock]));
  return [...byId.values()];
}

const OF_THE_CASE: readonly ClockKind[] = ['acceptance', 'case', 'transfer'];

/**
 * What worklists sort and filter by, derived from the clocks: the next open deadline of the case itself; while an agency has
 * it (帮办代办) the agency's, since the case's own stands still.
 */
export function worklistColumns(clocks: readonly CaseClock[]) {
  const ofCase = clocks.filter((clock) => OF_THE_CASE.includes(clock.kind) && clock.endedAt === null);
  const open = ofCase.find((clock) => clock.pausedAt === undefined) ?? ofCase[0];
  return {
    dueAt: open?.dueAt ?? null,
    yellowAt: open?.yellowAt ?? null,
    overdue: clocks.some((clock) => isDeadline(clock) && clock.overdueAt !== null),
  };
}

export function noticeOf(
  complaint: Complaint,
  kind: ActKind,
  at: string,
  changed: CaseClock[],
  policy: HallPolicy,
): ActNotice {
  return { seq: complaint.seq, kind, at, status: complaint.status, clocks: changed, facts: factsOf(complaint, policy) };
}

/** The act's event, ready for Kafka: CloudEvents 1.0, structured JSON. */
export function cloudEventOf<K extends ActKind>(complaint: Complaint, notice: ActNotice, detail: ActDetail<K>) {
  const data: ComplaintEventData = {
    caseId: complaint.id,
    number: complaint.number,
    jurisdiction: complaint.jurisdiction,
    seq: notice.seq,
    kind: notice.kind,
    at: notice.at,
    status: notice.status,
    clocks: notice.clocks,
    detail,
  };
  return {
    specversion: '1.0' as const,
    id: randomUUID(),
    source: `/bancheng/${complaint.jurisdiction}`,
    type: eventTypeOf(notice.kind),
    subject: complaint.id,
    time: notice.at,
    datacontenttype: 'application/json' as const,
    data,
  };
}
