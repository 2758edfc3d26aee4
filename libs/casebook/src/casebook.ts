import type { EngineAct } from '@bancheng/contracts';
import { ACT_LABELS, STATUS_LABELS } from '@bancheng/contracts/http/labels';
import {
  COMPLAINT_NUMBER_PREFIX,
  mayRecord,
  registrationYear,
  statusAfter,
  tellsEngineAtOnce,
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
  engineActOf,
  worklistColumns,
  type ActDraft,
  type ActSource,
  type EffectSource,
  type Recorded,
  type RecordedAct,
} from './act.js';
import { refuseAccused } from './accused.js';
import { isWholeCaseRole } from './blindness.sql.js';
import { writeAddedPapers } from './added-papers.js';
import { writeAmendment } from './amend.js';
import { toComplaint, type Complaint, type ComplaintRow } from './complaint.js';
import { findableBy } from './findable.js';
import { HallRules, type RuleVersions } from './hall-rules.js';
import type { NewComplaint } from './new-complaint.js';
import { LOCK_CASE_SQL, OPEN_CASE_SQL, RECORD_ACT_SQL } from './record-act.sql.js';
import { refusalOf } from './ruled.js';

/** How long the engine may wait for an act that changes nothing for it now; it is delivered with the next that does. */
const ENGINE_TOLD_WITHIN = '2 minutes';

/** Which case an act is for, and what the caller believes of it. */
export interface CaseReference {
  caseId: string;
  /** The caller's own jurisdiction; null only for the engine, which serves them all. */
  jurisdiction: string | null;
  /** The version the caller last saw (If-Match); null when it did not say. */
  version?: number | null;
}

/**
 * Decides, under the lock, what to record: throws a `Problem` to refuse, and a rule's `DomainError` refuses too. `at` is the
 * act's own time, UTC; `rules` are the ones this case is judged by.
 */
export type Decide<K extends ActKind, R = undefined> = (
  complaint: Complaint,
  at: string,
  rules: CaseRules,
) => ActDraft<K, R> | Promise<ActDraft<K, R>>;

/** A case under its lock: what `lock` read once serves every look and act until the end of the transaction. */
export interface LockedCase {
  /** As it stands, with the acts recorded on it since. */
  complaint: Complaint;
  /** The version of the calendar in force; null for the one the product ships with. */
  readonly calendarVersion: string | null;
}

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
   * Opens a case with its first act and its number: gapless, never reused, in the order of the acts' times (numbering
   * rule). Call it last in the transaction: it takes the number counter's lock, held until the commit.
   * @param create makes the matter by the rules in force in the jurisdiction; called again when they have just changed, and
   *   when a case of a later time was numbered meanwhile
   */
  async openCase(
    tx: EntityManager,
    source: ActSource,
    jurisdiction: string,
    create: (at: string, rules: CaseRules) => NewComplaint,
  ): Promise<RecordedAct & { number: string }> {
    let versions = this.rules.expected(jurisdiction);
    for (let underLock = false; ;) {
      const at = this.clock.now();
      const rules = await this.rules.of(tx, jurisdiction, versions);
      const matter = await this.judged(() => create(at, rules));
      const opening = { jurisdiction, at, underLock, versions, rules, matter };
      const { act, inForce, ruledRight } = await this.open(tx, source, opening);
      this.rules.see(jurisdiction, inForce);
      if (act !== null) return act;
      underLock = ruledRight;
      versions = inForce;
    }
  }

  /** Writes the opening of a case if these rules are in force and its time is not before the last number's. */
  private async open(tx: EntityManager, source: ActSource, opening: Opening) {
    const { jurisdiction, at, underLock, versions, rules, matter } = opening;
    const { complaint, particulars, detail } = matter;
    const { policyVersion, calendarVersion } = versions;
    const given = { jurisdiction, policyVersion, number: '', mergedInto: null, seq: 1 };
    const opened: Complaint = { ...complaint, ...given, status: statusAfter('registered', null) };
    const engineAct = engineActOf(opened, 'registered', at, opened.clocks, rules.policy);
    const client = await clientOf(tx);
    const [row] = await prepared<OpeningAnswer>(client, 'casebook-open-case', OPEN_CASE_SQL, [
      JSON.stringify({
        ...opened,
        ...worklistColumns(opened.clocks),
        at,
        underLock,
        year: registrationYear(at),
        numberPrefix: COMPLAINT_NUMBER_PREFIX,
        source,
        detail,
        facts: engineAct.facts,
        particulars: { ...particulars, ...findableBy(particulars) },
      }),
      JSON.stringify(cloudEventOf(opened, engineAct, detail)),
      bucketOf(opened.id),
      calendarVersion,
    ]);
    const { number, ruledRight, ...inForce } = row!;
    return { act: number === null ? null : { ...engineAct, caseId: opened.id, number }, inForce, ruledRight };
  }

  /**
   * Locks the case and reads it; for use cases that must look at their own rows, or at other cases, before they decide.
   * @throws Problem 404 `complaint-not-found` (also for another jurisdiction's), 412 `stale-version`.
   */
  async lock(tx: EntityManager, { caseId, jurisdiction, version }: CaseReference): Promise<LockedCase> {
    const client = await clientOf(tx);
    const [row] = await prepared<LockedRow>(client, 'casebook-lock-case', LOCK_CASE_SQL, [caseId, jurisdiction]);
    if (row === undefined) throw complaintNotFound();
    if (version !== undefined && version !== null && version !== row.seq) throw staleVersion();
    return { complaint: toComplaint(row), calendarVersion: row.calendar_version };
  }

  /**
   * Records one act of a case.
   * @param on the case; locked by the caller where it had to look at it before
   * @returns the act, the decision's own result, and the rules it was judged by
   * @throws Problem 404, 412 as `lock`; 403 as `refuseAccused`; 409 `not-allowed-now` when the status table says no; whatever `decide` refuses, a
   *   rule's no as 422 with the rule's code.
   */
  async recordAct<K extends ActKind, R = undefined>(
    tx: EntityManager,
    on: CaseReference | LockedCase,
    source: ActSource,
    kind: K,
    decide: Decide<NoInfer<K>, R>,
  ): Promise<Recorded<R>> {
    const locked = 'complaint' in on ? on : await this.lock(tx, on);
    const before = locked.complaint;
    refuseAccused(before, source);
    if (!mayRecord(kind, before.status)) throw await notAllowedNow(tx, kind, before, source);
    const { policyVersion, jurisdiction } = before;
    const rules = await this.rules.of(tx, jurisdiction, { policyVersion, calendarVersion: locked.calendarVersion });
    // The lock is held: whatever was recorded before has an earlier time.
    const at = this.clock.now();
    const draft = await this.judged(() => decide(before, at, rules));
    const { after, act } = await this.write(tx, before, source, { kind, draft, at, rules });
    locked.complaint = after;
    return { act, result: draft.result as R, rules };
  }

  /**
   * Records an effect once: one that was recorded before (same `effectKey`) is answered as it then was, changes nothing, and
   * has no result.
   * @throws Problem as `recordAct`
   */
  async recordEffect<K extends ActKind, R = undefined>(
    tx: EntityManager,
    on: CaseReference | LockedCase,
    source: EffectSource,
    kind: K,
    decide: Decide<NoInfer<K>, R>,
  ): Promise<Pick<Recorded<R | undefined>, 'act' | 'result'>> {
    const locked = 'complaint' in on ? on : await this.lock(tx, on);
    const earlier = await this.effect(tx, locked.complaint.id, source.effectKey);
    return earlier === null
      ? this.recordAct<K, R>(tx, locked, source, kind, decide)
      : { act: earlier, result: undefined };
  }

  /** The act an effect key stands for; null when it was not recorded yet. */
  async effect(tx: EntityManager, caseId: string, effectKey: string): Promise<RecordedAct | null> {
    const [row] = await tx.query<ActRow[]>(
      'select seq, kind, at, status, clocks, facts from casebook.act where case_id = $1 and effect_key = $2',
      [caseId, effectKey],
    );
    return row === undefined ? null : { ...toEngineAct(row), caseId };
  }

  private async judged<T>(decide: () => T | Promise<T>): Promise<T> {
    try {
      return await decide();
    } catch (error) {
      throw refusalOf(error);
    }
  }

  private async write<K extends ActKind, R>(
    tx: EntityManager,
    before: Complaint,
    source: ActSource,
    { kind, draft, at, rules }: { kind: K; draft: ActDraft<K, R>; at: string; rules: CaseRules },
  ): Promise<{ after: Complaint; act: RecordedAct }> {
    const { detail, clocks: changed = [], patch, texts = [], amendment, attachments } = draft;
    const after: Complaint = {
      ...before,
      ...patch,
      status: statusAfter(kind, before.status, draft.to),
      clocks: mergeClocks(before.clocks, changed),
      seq: before.seq + 1,
    };
    const engineAct = engineActOf(after, kind, at, changed, rules.policy);
    const { id: caseId, seq } = after;
    if (amendment !== undefined) await writeAmendment(tx, { caseId, seq }, amendment);
    if (attachments !== undefined) await writeAddedPapers(tx, { caseId, seq }, attachments);
    await prepared(await clientOf(tx), 'casebook-record-act', RECORD_ACT_SQL, [
      JSON.stringify({
        ...{ ...after, ...worklistColumns(after.clocks), at, source, kind, detail, changed, texts },
        facts: engineAct.facts,
      }),
      JSON.stringify(cloudEventOf(after, engineAct, detail)),
      bucketOf(caseId),
      source.origin === 'api' || source.relayed === true,
      tellsEngineAtOnce(kind, before.status, after.status) ? null : ENGINE_TOLD_WITHIN,
    ]);
    return { after, act: { ...engineAct, caseId } };
  }
}

interface Opening {
  jurisdiction: string;
  at: string;
  /** Whether the time was taken while this transaction held the number counter's lock. */
  underLock: boolean;
  versions: RuleVersions;
  rules: CaseRules;
  matter: NewComplaint;
}

interface OpeningAnswer extends RuleVersions {
  /** Null when nothing was written. */
  number: string | null;
  /** Whether the case was to be opened by the rules in force: when it was and has no number, its time was too early. */
  ruledRight: boolean;
}

interface LockedRow extends ComplaintRow {
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
  clocks: EngineAct['clocks'];
  facts: EngineAct['facts'];
}

function toEngineAct(row: ActRow): EngineAct {
  return { ...row, at: row.at.toISOString() };
}

export function complaintNotFound(): Problem {
  return new Problem({ status: 404, code: 'complaint-not-found', title: '没有这个件' });
}

function staleVersion(): Problem {
  return new Problem({ status: 412, code: 'stale-version', title: '该件已被他人更新，请刷新后再办' });
}

/** What became of the case; of a merged one, to whoever sees whole cases, under which number it goes on. */
async function notAllowedNow(
  tx: EntityManager,
  kind: ActKind,
  { status, mergedInto }: Complaint,
  { role }: ActSource,
): Promise<Problem> {
  const goesOn = status === 'merged' && isWholeCaseRole(role) ? await numberOf(tx, mergedInto!) : null;
  const after = goesOn === null ? '' : `该件已并入 ${goesOn}，请到那一件办理。`;
  return new Problem({
    status: 409,
    code: 'not-allowed-now',
    title: '该件当前状态不能办理此操作',
    detail: `操作“${ACT_LABELS[kind]}”，当前状态“${STATUS_LABELS[status]}”。${after}`,
    members: { caseStatus: status, ...(goesOn !== null && { goesOn }) },
  });
}

async function numberOf(tx: EntityManager, caseId: string): Promise<string> {
  const [row] = await tx.query<{ number: string }[]>('select number from casebook.complaint where id = $1', [caseId]);
  return row!.number;
}
