import type { ActNotice } from '@bancheng/contracts';
import { ACT_LABELS, STATUS_LABELS } from '@bancheng/contracts/http/labels';
import {
  COMPLAINT_NUMBER_PREFIX,
  mayRecord,
  registrationYear,
  statusAfter,
  type ActKind,
  type CaseRules,
  type CaseStatus,
} from '@bancheng/domain';
import { clientOf, CLOCK, prepared, Problem, type Clock } from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  cloudEventOf,
  mergeClocks,
  noticeOf,
  worklistColumns,
  type ActDraft,
  type ActSource,
  type RecordedAct,
} from './act.js';
import { toComplaint, type Complaint, type ComplaintRow } from './complaint.js';
import { HallRules, type RuleVersions } from './hall-rules.js';
import type { NewComplaint } from './new-complaint.js';
import { LOCK_CASE_SQL, OPEN_CASE_SQL, RECORD_ACT_SQL } from './record-act.sql.js';

/** Which case an act is for, and what the caller believes of it. */
export interface CaseReference {
  caseId: string;
  /** The caller's own jurisdiction; null only for the engine, which serves them all. */
  jurisdiction: string | null;
  /** The version the caller last saw (If-Match); null when it did not say. */
  version?: number | null;
}

/**
 * Decides, under the lock, what to record: throws a `Problem` to refuse. `at` is the act's own time, UTC; `rules` are the
 * ones this case is judged by.
 */
export type Decide<K extends ActKind> = (
  complaint: Complaint,
  at: string,
  rules: CaseRules,
) => ActDraft<K> | Promise<ActDraft<K>>;

/**
 * The one way the record of a case is written. Each act is one transaction of the caller's: lock the row, take the time
 * after the lock, ask the status table, then act, row, outbox and deliveries in one statement.
 */
@Injectable()
export class Casebook {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly rules: HallRules,
  ) {}

  /**
   * Opens a case with its first act and its number: gapless, never reused (numbering rule). Call it last in the
   * transaction: it takes the number counter's lock, held until the commit.
   * @param create makes the matter by the rules in force in the jurisdiction; called again when they have just changed
   */
  async openCase(
    tx: EntityManager,
    source: ActSource,
    jurisdiction: string,
    create: (at: string, rules: CaseRules) => NewComplaint,
  ): Promise<RecordedAct & { number: string }> {
    const at = this.clock.now();
    for (let versions = this.rules.expected(jurisdiction); ;) {
      const rules = await this.rules.inForce(tx, jurisdiction, versions);
      const opening = { jurisdiction, at, versions, rules, matter: create(at, rules) };
      const { act, inForce } = await this.open(tx, source, opening);
      this.rules.see(jurisdiction, inForce);
      if (act !== null) return act;
      versions = inForce;
    }
  }

  /** Writes the opening of a case if these rules are the ones in force; says in any case which are. */
  private async open(tx: EntityManager, source: ActSource, { jurisdiction, at, versions, rules, matter }: Opening) {
    const { complaint, particulars, detail } = matter;
    const { policyVersion, calendarVersion } = versions;
    const given = { jurisdiction, policyVersion, number: '', mergedInto: null, seq: 1 };
    const opened: Complaint = { ...complaint, ...given, status: statusAfter('registered', null) };
    const notice = noticeOf(opened, 'registered', at, opened.clocks, rules.policy);
    const client = await clientOf(tx);
    const [row] = await prepared<OpeningAnswer>(client, 'casebook-open-case', OPEN_CASE_SQL, [
      JSON.stringify({
        ...opened,
        ...worklistColumns(opened.clocks),
        at,
        year: registrationYear(at),
        numberPrefix: COMPLAINT_NUMBER_PREFIX,
        source,
        detail,
        facts: notice.facts,
        particulars,
      }),
      JSON.stringify(cloudEventOf(opened, notice, detail)),
      bucketOf(opened.id),
      calendarVersion,
    ]);
    const { number, ...inForce } = row!;
    return { act: number === null ? null : { ...notice, caseId: opened.id, number }, inForce };
  }

  /**
   * Locks the case and reads it; for use cases that must look at their own rows before they decide.
   * @throws Problem 404 `complaint-not-found` (also for another jurisdiction's), 412 `stale-version`.
   */
  async lock(tx: EntityManager, reference: CaseReference): Promise<Complaint> {
    return toComplaint(await lockRow(tx, reference));
  }

  /**
   * Records one act of a case. An effect that was recorded before (same `effectKey`) is answered as it then was and
   * changes nothing.
   * @throws Problem 404, 412 as `lock`; 409 `not-allowed-now` when the status table says no; whatever `decide` refuses.
   */
  async recordAct<K extends ActKind>(
    tx: EntityManager,
    reference: CaseReference,
    source: ActSource,
    kind: K,
    decide: Decide<NoInfer<K>>,
  ): Promise<RecordedAct> {
    const row = await lockRow(tx, reference);
    const before = toComplaint(row);
    const earlier = source.effectKey === undefined ? null : await this.effect(tx, before.id, source.effectKey);
    if (earlier !== null) return earlier;
    if (!mayRecord(kind, before.status)) throw notAllowedNow(kind, before.status);
    const versions = { policyVersion: row.policy_version, calendarVersion: row.calendar_version };
    const rules = await this.rules.inForce(tx, before.jurisdiction, versions);
    // The lock is held: whatever was recorded before has an earlier time.
    const at = this.clock.now();
    return this.write(tx, before, source, await decide(before, at, rules), at, rules);
  }

  /** The act an effect key stands for; null when it was not recorded yet. */
  async effect(tx: EntityManager, caseId: string, effectKey: string): Promise<RecordedAct | null> {
    const [row] = await tx.query<ActRow[]>(
      'select seq, kind, at, status, clocks, facts from casebook.act where case_id = $1 and effect_key = $2',
      [caseId, effectKey],
    );
    return row === undefined ? null : { ...toNotice(row), caseId };
  }

  private async write<K extends ActKind>(
    tx: EntityManager,
    before: Complaint,
    source: ActSource,
    draft: ActDraft<K>,
    at: string,
    { policy }: CaseRules,
  ): Promise<RecordedAct> {
    const changed = draft.clocks ?? [];
    const after: Complaint = {
      ...before,
      ...draft.patch,
      status: statusAfter(draft.kind, before.status, draft.to),
      clocks: mergeClocks(before.clocks, changed),
      seq: before.seq + 1,
    };
    const notice = noticeOf(after, draft.kind, at, changed, policy);
    await prepared(await clientOf(tx), 'casebook-record-act', RECORD_ACT_SQL, [
      JSON.stringify({
        ...after,
        ...worklistColumns(after.clocks),
        at,
        source,
        kind: draft.kind,
        detail: draft.detail,
        changed,
        facts: notice.facts,
      }),
      JSON.stringify(cloudEventOf(after, notice, draft.detail)),
      bucketOf(after.id),
      source.origin === 'api' || source.relayed === true,
    ]);
    return { ...notice, caseId: after.id };
  }
}

interface Opening {
  jurisdiction: string;
  at: string;
  versions: RuleVersions;
  rules: CaseRules;
  matter: NewComplaint;
}

interface OpeningAnswer extends RuleVersions {
  /** Null when the rules in force are others than those the case was to be opened by. */
  number: string | null;
}

async function lockRow(tx: EntityManager, { caseId, jurisdiction, version }: CaseReference) {
  const client = await clientOf(tx);
  const parameters = [caseId, jurisdiction];
  const [row] = await prepared<LockedRow>(client, 'casebook-lock-case', LOCK_CASE_SQL, parameters);
  if (row === undefined) throw complaintNotFound();
  if (version !== undefined && version !== null && version !== row.seq) throw staleVersion();
  return row;
}

interface LockedRow extends ComplaintRow {
  /** The calendar in force; null for the one the product ships with. */
  calendar_version: string | null;
}

/** Rows of one case always fall in one bucket, and a bucket has one relay at a time: that keeps a case's order. */
export const BUCKETS = 16;
export function bucketOf(caseId: string): number {
  return Number.parseInt(caseId.slice(-2), 16) % BUCKETS;
}

/** An act's row as PostgreSQL gives it. */
export interface ActRow {
  seq: number;
  kind: ActKind;
  at: Date;
  status: CaseStatus;
  clocks: ActNotice['clocks'];
  facts: ActNotice['facts'];
}

export function toNotice(row: ActRow): ActNotice {
  return { ...row, at: row.at.toISOString() };
}

export function complaintNotFound(): Problem {
  return new Problem({ status: 404, code: 'complaint-not-found', title: '没有这个件' });
}

function staleVersion(): Problem {
  return new Problem({ status: 412, code: 'stale-version', title: '该件已被他人更新，请刷新后再办' });
}

function notAllowedNow(kind: ActKind, status: CaseStatus): Problem {
  return new Problem({
    status: 409,
    code: 'not-allowed-now',
    title: '该件当前状态不能办理此操作',
    detail: `操作“${ACT_LABELS[kind]}”，当前状态“${STATUS_LABELS[status]}”。`,
  });
}
