import { createHash } from 'node:crypto';
import {
  accepted,
  Casebook,
  ENGINE_COMMAND,
  refused,
  type ActSource,
  type Complaint,
  type LockedCase,
  type Recorded,
} from '@bancheng/casebook';
import { UNKNOWN_SIGNAL, type EffectResult, type RoutingActivities } from '@bancheng/contracts';
import { REPLY_REASONS } from '@bancheng/contracts/http/departments';
import { signallerOf } from '@bancheng/directory';
import {
  canonicalJson,
  CLOCK,
  InjectUnitOfWork,
  toProblem,
  type Actor,
  type Clock,
  type UnitOfWork,
} from '@bancheng/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DispatchEntity } from '../infrastructure/dispatch.entity.js';
import { ExtensionEntity } from '../infrastructure/extension.entity.js';
import { RefusedSignalEntity } from '../infrastructure/refused-signal.entity.js';
import { DecideExtension } from './decide-extension.use-case.js';
import { parsePublicSignal, type PublicSignal } from './public-signals.js';
import { ReplyToDispatch } from './reply.use-case.js';
import {
  dispatchNotFound,
  extensionNotFound,
  signallerUnauthorised,
  signallerUnknown,
  signalMalformed,
  signalUnknown,
} from '../routing.problems.js';

/** The code recorded for a signal that could not be carried out although no rule refused it. */
const SIGNAL_FAILED = 'signal-failed';

type Input = Parameters<RoutingActivities['applyPublicSignal']>[0];

/**
 * Carries out what a department's system or a leader told the engine directly, by the same use case as the API and under
 * the same lock. One transaction keeps either the act or the refusal, so a retried activity gets the first answer again.
 */
@Injectable()
export class ApplyPublicSignal {
  constructor(
    private readonly casebook: Casebook,
    private readonly replying: ReplyToDispatch,
    private readonly deciding: DecideExtension,
    @Inject(CLOCK) private readonly clock: Clock,
    @InjectUnitOfWork('routing') private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Malformed, unknown, unauthorised, repeated and no longer allowed signals are refused by their code, never thrown; so
   * is one to a case that does not exist, for which no refusal can be recorded.
   * @param lastTry whether Temporal has tried it often enough: a failure is then recorded as `signal-failed`, and the
   *   case goes on. A database that is away is not the signal's failure: Temporal goes on trying.
   */
  async execute(input: Input, lastTry: boolean): Promise<EffectResult> {
    try {
      return await this.unitOfWork.run(ENGINE_COMMAND, (tx) => this.answer(tx, input));
    } catch (error) {
      if (!lastTry || toProblem(error) !== null) return refused(error);
      return this.giveUp(input);
    }
  }

  /** Records the failure; where even that fails the run alone keeps it, for its case must go on. */
  private async giveUp(input: Input): Promise<EffectResult> {
    try {
      await this.unitOfWork.run(ENGINE_COMMAND, async (tx) => {
        const { complaint } = await this.casebook.lock(tx, { caseId: input.caseId, jurisdiction: null });
        await this.keep(tx, complaint, input, SIGNAL_FAILED);
      });
    } catch (error) {
      if (toProblem(error) !== null) throw error;
    }
    return { acts: [], refused: SIGNAL_FAILED };
  }

  private async answer(tx: EntityManager, input: Input): Promise<EffectResult> {
    const { caseId, effectKey } = input;
    const locked = await this.casebook.lock(tx, { caseId, jurisdiction: null });
    const applied = await this.casebook.effect(tx, caseId, effectKey);
    if (applied !== null) return accepted(applied);
    const earlier = await tx.findOneBy(RefusedSignalEntity, { caseId, effectKey });
    if (earlier !== null) return { acts: [], refused: earlier.code };
    try {
      // A savepoint: whatever a use case wrote before it refused is undone, and the refusal is kept.
      const { act } = await tx.transaction((inner) => this.apply(inner, locked, input));
      return accepted(act);
    } catch (error) {
      const refusal = refused(error);
      if (input.recordRefusal) await this.keep(tx, locked.complaint, input, refusal.refused);
      return refusal;
    }
  }

  private async apply(tx: EntityManager, locked: LockedCase, { name, payload, effectKey }: Input) {
    if (name === UNKNOWN_SIGNAL) throw signalUnknown();
    const signal = parsePublicSignal(name, payload);
    if (signal === null) throw signalMalformed();
    const { jurisdiction } = locked.complaint;
    const signaller = await signallerOf(tx, jurisdiction, signal.payload.subject);
    if (signaller === null) throw signallerUnknown();
    const { subject, role, department } = signaller;
    const actor: Actor = { subject, name: null, roles: [role], jurisdiction, department };
    const source: ActSource = { subject, role, origin: 'signal', effectKey };
    return this.carryOut(tx, locked, signal, actor, source);
  }

  /** A signal names whom it speaks for. The table of signallers must allow that, and the matter must be theirs. */
  private async carryOut(
    tx: EntityManager,
    locked: LockedCase,
    { name, payload }: PublicSignal,
    actor: Actor,
    source: ActSource,
  ): Promise<Pick<Recorded<unknown>, 'act'>> {
    const caseId = locked.complaint.id;
    if (name === 'extensionDecided') {
      const extension = await tx.findOneBy(ExtensionEntity, { id: payload.extensionId, caseId });
      if (extension === null) throw extensionNotFound();
      if (actor.department !== null) throw signallerUnauthorised();
      const decision = { granted: payload.granted, comment: null };
      return this.deciding.record(tx, extension, { on: locked, actor, source }, decision);
    }
    const slip = await tx.findOneBy(DispatchEntity, { id: payload.dispatchId, caseId });
    if (slip === null) throw dispatchNotFound();
    if (actor.department !== slip.department) throw signallerUnauthorised();
    const reason = payload.reasonCode === undefined ? null : REPLY_REASONS[payload.reasonCode];
    const reply = { outcome: payload.outcome, text: null, reason };
    return this.replying.record(tx, slip, { on: locked, actor, source }, reply);
  }

  private async keep(tx: EntityManager, { jurisdiction }: Complaint, input: Input, code: string): Promise<void> {
    const { caseId, effectKey, name, payload } = input;
    const digest = createHash('sha256')
      .update(canonicalJson(payload ?? null))
      .digest('hex');
    const at = this.clock.now();
    await tx.insert(RefusedSignalEntity, { caseId, effectKey, jurisdiction, name, code, digest, at });
  }
}
