import { randomUUID } from 'node:crypto';
import { CloseCase } from '@bancheng/casebook';
import { PUBLIC_SIGNALS, type EffectResult } from '@bancheng/contracts/workflow';
import { nextAlarm, REPLY_OUTCOMES, type Alarm, type ClockKind } from '@bancheng/domain';
import type { ServiceApp } from '@bancheng/testing';
import { ArchiveCase } from '../../libs/archive/src/application/archive-case.use-case.js';
import { OpenFollowUp } from '../../libs/follow-up/src/application/open-follow-up.use-case.js';
import { OpenRework } from '../../libs/follow-up/src/application/open-rework.use-case.js';
import { TellAcceptanceOverdue } from '../../libs/intake/src/application/tell-acceptance-overdue.use-case.js';
import { ApplyPublicSignal } from '../../libs/routing/src/application/apply-public-signal.use-case.js';
import { EndDispatches } from '../../libs/routing/src/application/end-dispatches.use-case.js';
import { Resume } from '../../libs/routing/src/application/resume.use-case.js';
import { Warn } from '../../libs/supervision/src/application/warn.use-case.js';
import { EndTransfer } from '../../libs/transfer/src/application/end-transfer.use-case.js';
import type { Matter } from './matter.js';

/** What the engine does with a case, without an engine: what is thrown is what Temporal would try again. */
type Step = (matter: Matter) => Promise<EffectResult | void>;

const ROUNDS = [1, 2];
/** Who speaks to the engine itself: a system for each department, and a leader. */
export const systemOf = (department: string) => `system-${department}`;
export const LEADER = 'leader-of-signals';

export class EngineSteps {
  constructor(
    private readonly app: ServiceApp,
    private readonly now: () => string,
  ) {}

  /** Does a step of the first round that must be taken. */
  async must(name: 'openFollowUp' | 'openRework' | 'closeCase' | 'archiveCase', matter: Matter): Promise<void> {
    const { refused } = await this.inRound(name, 1)(matter);
    if (refused !== null) throw new Error(`${name}: ${refused}`);
    await matter.look();
  }

  /**
   * All that the engine may ask of the services about a case, by name.
   * @param inTurn takes one of the payloads of a signal
   */
  all(matter: Matter, inTurn: <T>(each: readonly T[]) => T[]): [name: string, step: Step][] {
    return [...this.rounds(), ...this.alarms(matter), ...this.signals(matter, inTurn), ...this.ends()];
  }

  private ends(): [string, Step][] {
    return [
      ['endDispatches', ({ id }) => this.of(EndDispatches).execute(id)],
      ['endTransfer', ({ id }) => this.of(EndTransfer).execute(id)],
    ];
  }

  private inRound(name: 'openFollowUp' | 'openRework' | 'closeCase' | 'archiveCase', round: number) {
    const steps = {
      openFollowUp: OpenFollowUp,
      openRework: OpenRework,
      closeCase: CloseCase,
      archiveCase: ArchiveCase,
    };
    return ({ id }: Matter) =>
      this.of<OpenFollowUp | OpenRework | CloseCase | ArchiveCase>(steps[name]).execute(id, round);
  }

  private rounds(): [string, Step][] {
    const names = ['openFollowUp', 'openRework', 'closeCase', 'archiveCase'] as const;
    return names.flatMap((name) =>
      ROUNDS.map((round): [string, Step] => [`${name} ${round}`, this.inRound(name, round)]),
    );
  }

  /** Each clock's next alarm that is past, as it is and as it was before its deadline moved. */
  private alarms({ rows }: Matter): [string, Step][] {
    const past = rows.clocks.flatMap((clock) => nextAlarm([clock]) ?? []).filter(({ at }) => at < this.now());
    const moved = past.map((alarm) => ({ ...alarm, dueAt: '2026-03-02T09:00:00.000Z' }));
    return [...past, ...moved].map((alarm): [string, Step] => {
      const { kind } = rows.clocks.find(({ clockId }) => clockId === alarm.clockId)!;
      return [`${kind} alarm`, ({ id }) => this.answer(kind, id, alarm)];
    });
  }

  private answer(kind: ClockKind, caseId: string, alarm: Alarm): Promise<EffectResult> {
    if (kind === 'acceptance') return this.of(TellAcceptanceOverdue).execute(caseId, alarm);
    if (kind === 'suspension') return this.of(Resume).byLimit(caseId, alarm);
    return this.of(Warn).execute(caseId, alarm);
  }

  private of<T>(useCase: abstract new (...parts: never[]) => T): T {
    return this.app.provider<T>(useCase as never);
  }

  private signals({ one }: Matter, inTurn: <T>(each: readonly T[]) => T[]): [string, Step][] {
    const replies = one.slips.flatMap(({ id, department }) =>
      REPLY_OUTCOMES.map((outcome) => ({
        ...{ subject: systemOf(department), dispatchId: id, outcome },
        ...(outcome !== 'solved' && { reasonCode: 'papers-missing' }),
      })),
    );
    const asked = one.extensions.length === 0 ? [{ id: randomUUID() }] : one.extensions;
    const decisions = asked.flatMap(({ id }) =>
      [true, false].map((granted) => ({ subject: LEADER, extensionId: id, granted })),
    );
    const payloads = { departmentReplied: replies, extensionDecided: decisions };
    return PUBLIC_SIGNALS.flatMap((name) =>
      [...inTurn<object>(payloads[name]), null].map((payload): [string, Step] => {
        const input = { name, payload, effectKey: `signal:${randomUUID()}`, recordRefusal: true };
        return [name, ({ id }) => this.of(ApplyPublicSignal).execute({ caseId: id, ...input }, false)];
      }),
    );
  }
}
