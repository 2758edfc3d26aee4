import { randomUUID } from 'node:crypto';
import { eventTypeOf, type ActDetail, type EngineAct, type ComplaintEventData } from '@bancheng/contracts';
import type { Attachment } from '@bancheng/contracts/http/attachments';
import {
  isDeadline,
  type ACTS,
  type ActKind,
  type CaseClock,
  type CaseRules,
  type CaseStatus,
  type HallPolicy,
  type TextKind,
} from '@bancheng/domain';
import type { Actor, Role } from '@bancheng/platform';
import type { Amendment } from './amend.js';
import { factsOf, type Complaint, type ComplaintPatch } from './complaint.js';

/** Who acts and by which way; `effectKey` makes an engine's or a signal's effect happen once. */
export interface ActSource {
  subject: string;
  role: string;
  origin: 'api' | 'signal' | 'engine';
  effectKey?: string;
  /**
   * Set where the case's run does not get the act as an activity's result, so that the relay must tell it. The relay
   * always tells the acts of the API.
   */
  relayed?: true;
}

/** The source of an effect: `recordEffect` records one act for each key. */
export type EffectSource = ActSource & Required<Pick<ActSource, 'effectKey'>>;

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
export function engineSource(effectKey: string): EffectSource {
  return { subject: 'engine', role: 'engine', origin: 'engine', effectKey };
}

/** For an act that a case gets because of another case's act, in the same transaction: the relay tells its own run. */
export const BY_ANOTHER_CASE: ActSource = { subject: 'engine', role: 'engine', origin: 'engine', relayed: true };

/** The key of an effect that each round of handling has once; the first round's is the effect's bare name. */
export function roundKey(effect: string, round: number): string {
  return round === 1 ? effect : `${effect}:${round}`;
}

/** Something said with an act: `ref` is the slip or other part it belongs to, null for the case itself. */
export interface ActText<T extends TextKind = TextKind> {
  kind: T;
  ref: string | null;
  body: string;
}

/** Where the act leads: said only of the kinds for which the table offers several statuses. */
type Destination<K extends ActKind> = (typeof ACTS)[K]['to'] extends 'unchanged' | readonly [CaseStatus]
  ? { to?: never }
  : { to: CaseStatus };

/** The caller's own result: required where one is asked for. */
type Result<R> = undefined extends R ? { result?: R } : { result: R };

/** All that an act brings, decided under the lock. */
export type ActDraft<K extends ActKind, R = undefined> = Destination<K> &
  Result<R> & {
    detail: ActDetail<K>;
    /** The clocks that start or change, whole. */
    clocks?: CaseClock[];
    patch?: ComplaintPatch;
    /** Kept with the act, in its transaction; see `ParticularsReader`. */
    texts?: ActText<TextKind<K>>[];
    /** What of the 受理单 the act corrects; the old words are kept as the act's revision. */
    amendment?: Amendment;
    /** Files that came with the act. */
    attachments?: readonly Attachment[];
  };

/** An act as it stands in the record. */
export interface RecordedAct extends EngineAct {
  caseId: string;
}

/** An act with what its caller asked to know, and the rules it was judged by. */
export interface Recorded<R = undefined> {
  act: RecordedAct;
  result: R;
  rules: CaseRules;
}

export function mergeClocks(clocks: readonly CaseClock[], changed: readonly CaseClock[]): CaseClock[] {
  const byId = new Map([...clocks, ...changed].map((clock) => [clock.clockId, clock]));
  return [...byId.values()];
}

/**
 * What worklists sort by and begin their look with, derived from the clocks: the earliest due and yellow instants of all
 * running deadlines of the case, its own and its parts'; of those that stand still where no other is open.
 */
export function worklistColumns(clocks: readonly CaseClock[]) {
  const open = clocks.filter((clock) => isDeadline(clock) && clock.endedAt === null);
  const running = open.filter(({ pausedAt }) => pausedAt === undefined);
  const looked = running.length > 0 ? running : open;
  return {
    dueAt: looked.map(({ dueAt }) => dueAt).toSorted()[0] ?? null,
    yellowAt: looked.flatMap(({ yellowAt }) => yellowAt ?? []).toSorted()[0] ?? null,
    overdue: clocks.some((clock) => isDeadline(clock) && clock.overdueAt !== null),
  };
}

export function engineActOf(
  complaint: Complaint,
  kind: ActKind,
  at: string,
  changed: CaseClock[],
  policy: HallPolicy,
): EngineAct {
  return { seq: complaint.seq, kind, at, status: complaint.status, clocks: changed, facts: factsOf(complaint, policy) };
}

/** The act's event, ready for Kafka: CloudEvents 1.0, structured JSON. */
export function cloudEventOf<K extends ActKind>(complaint: Complaint, engineAct: EngineAct, detail: ActDetail<K>) {
  const data: ComplaintEventData = {
    caseId: complaint.id,
    number: complaint.number,
    jurisdiction: complaint.jurisdiction,
    seq: engineAct.seq,
    kind: engineAct.kind,
    at: engineAct.at,
    status: engineAct.status,
    clocks: engineAct.clocks,
    detail,
  };
  return {
    specversion: '1.0' as const,
    id: randomUUID(),
    source: `/bancheng/${complaint.jurisdiction}`,
    type: eventTypeOf(engineAct.kind),
    subject: complaint.id,
    time: engineAct.at,
    datacontenttype: 'application/json' as const,
    data,
  };
}
