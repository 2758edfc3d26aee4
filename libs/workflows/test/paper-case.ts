import type {
  EngineAct,
  ActsRecorded,
  ArchiveActivities,
  CaseFacts,
  CaseSnapshot,
  EffectResult,
  FollowUpActivities,
  IntakeActivities,
  RoutingActivities,
} from '@bancheng/contracts/workflow';
import {
  alarmStands,
  endClock,
  mayRecord,
  resumeClock,
  statusAfter,
  stopClock,
  warnClock,
  type ActKind,
  type CaseClock,
  type CaseStatus,
} from '@bancheng/domain';

type Activities = IntakeActivities & RoutingActivities & FollowUpActivities & ArchiveActivities;

/** What an act changes of the row. */
interface Change {
  to?: CaseStatus;
  clocks?: CaseClock[];
  facts?: Partial<CaseFacts>;
}

/**
 * A case kept on paper: row, acts and effect keys in memory under the real status table, so that tests of the workflow
 * choose what the engine hears, when, and what it misses. The services' own tests and `test/` use the real casebook.
 */
export class PaperCase implements Activities {
  readonly acts: EngineAct[] = [];
  readonly calls: string[] = [];
  /** How many 督办单 a missed deadline gets, one every `urgeEveryMs`; none unless a test wants them. */
  urgesAtMost = 0;
  urgeEveryMs = 24 * 3_600_000;
  private readonly effects = new Map<string, EngineAct>();
  private status: CaseStatus | null = null;
  private clocks: CaseClock[] = [];
  private facts: CaseFacts = { jurisdiction: '370406', type: null, departments: [] };

  constructor(private readonly now: () => Promise<string>) {}

  get seq(): number {
    return this.acts.length;
  }

  kinds(): ActKind[] {
    return this.acts.map(({ kind }) => kind);
  }

  /** What somebody does, as the row would take it; a change that depends on the clocks is decided under the row's lock. */
  async record(kind: ActKind, change: Change | ((at: string) => Change) = {}): Promise<EngineAct> {
    const at = await this.now();
    if (!mayRecord(kind, this.status)) throw new Error(`${kind} is not allowed in ${String(this.status)}`);
    return this.write(kind, typeof change === 'function' ? change(at) : change, at);
  }

  private write(kind: ActKind, { to, clocks = [], facts }: Change, at: string): EngineAct {
    this.status = statusAfter(kind, this.status, to);
    const kept = this.clocks.filter((old) => !clocks.some(({ clockId }) => clockId === old.clockId));
    this.clocks = [...kept, ...clocks];
    this.facts = { ...this.facts, ...facts };
    const act = { seq: this.seq + 1, kind, at, status: this.status, clocks, facts: this.facts };
    this.acts.push(act);
    return act;
  }

  clock(clockId: string): CaseClock {
    const clock = this.clocks.find((one) => one.clockId === clockId);
    if (clock === undefined) throw new Error(`no clock ${clockId}`);
    return clock;
  }

  /** The message the relay would send about these acts. */
  message(...acts: EngineAct[]): ActsRecorded {
    return { upTo: this.seq, acts };
  }

  loadCase = async (): Promise<CaseSnapshot> => {
    this.calls.push('loadCase');
    return { seq: this.seq, status: this.status!, facts: this.facts, clocks: this.clocks };
  };

  tellAcceptanceOverdue: IntakeActivities['tellAcceptanceOverdue'] = ({ alarm }) =>
    this.effect(`acceptance:${alarm.dueAt}`, 'acceptanceOverdueTold', () => this.warned(alarm));

  warn: RoutingActivities['warn'] = ({ alarm }) =>
    this.effect(`${alarm.level}:${alarm.clockId}:${alarm.dueAt}:${alarm.at}`, this.warningOf(alarm), () =>
      this.warned(alarm),
    );

  /** Moves the slip's clock on by as long as it may stand still. */
  resumeDispatch: RoutingActivities['resumeDispatch'] = ({ alarm }) =>
    this.effect(`resumed:${alarm.clockId}:${alarm.dueAt}`, 'resumed', () => {
      const limit = this.clock(alarm.clockId);
      if (!alarmStands(limit, alarm)) return null;
      const stood = this.clock(alarm.clockId.replace('suspension', 'dispatch'));
      const later = (instant: string) =>
        new Date(Date.parse(instant) + Date.parse(limit.dueAt) - Date.parse(limit.startedAt)).toISOString();
      const { provisional, calendarVersion } = stood;
      const yellowAt = stood.yellowAt === null ? null : later(stood.yellowAt);
      const deadline = { dueAt: later(stood.dueAt), yellowAt, provisional, calendarVersion };
      return { clocks: [resumeClock(stood, deadline), stopClock(limit, alarm.at)] };
    });

  endDispatches: RoutingActivities['endDispatches'] = () => {
    this.calls.push('endDispatches');
    return Promise.resolve();
  };

  openFollowUp: FollowUpActivities['openFollowUp'] = ({ round }) =>
    this.effect(`follow-up-opened:${round}`, 'followUpOpened', () => ({
      to: this.status === 'withdrawn' ? 'followed-up' : 'follow-up',
    }));

  openRework: FollowUpActivities['openRework'] = ({ round }) =>
    this.effect(`rework-opened:${round}`, 'reworkOpened', () => {
      const clock = this.clocks.findLast(({ kind }) => kind === 'case')!;
      const renewed = { clockId: `case:${round + 1}`, endedAt: null, overdueAt: null };
      return { to: 'accepted', clocks: [{ ...clock, ...renewed }] };
    });

  closeCase: FollowUpActivities['closeCase'] = ({ round }) => this.effect(`closed:${round}`, 'closed', () => ({}));

  archiveCase: ArchiveActivities['archiveCase'] = ({ round }) =>
    this.effect(`archived:${round}`, 'archived', () => ({}));

  closeAndArchive: ArchiveActivities['closeAndArchive'] = async (input) => {
    const closed = await this.closeCase(input);
    const filed = await this.archiveCase(input);
    return { acts: [...closed.acts, ...filed.acts], refused: closed.refused ?? filed.refused };
  };

  applyPublicSignal: RoutingActivities['applyPublicSignal'] = async ({ payload, effectKey, recordRefusal }) => {
    this.calls.push(`refusals-recorded:${recordRefusal}`);
    const { outcome } = (payload ?? {}) as { outcome?: unknown };
    if (outcome !== 'solved') return { acts: [], refused: 'malformed' };
    return this.effect(effectKey, 'replied', (at) => ({ to: 'replied', clocks: [endClock(this.clock('case'), at)] }));
  };

  private async effect(key: string, kind: ActKind, change: (at: string) => Change | null): Promise<EffectResult> {
    this.calls.push(key);
    const at = await this.now();
    const earlier = this.effects.get(key);
    if (earlier !== undefined) return { acts: [earlier], refused: null };
    const wanted = mayRecord(kind, this.status) ? change(at) : null;
    if (wanted === null) return { acts: [], refused: 'not-allowed-now' };
    const act = this.write(kind, wanted, at);
    this.effects.set(key, act);
    return { acts: [act], refused: null };
  }

  private warningOf({ clockId, level }: Parameters<RoutingActivities['warn']>[0]['alarm']): ActKind {
    if (this.clock(clockId).kind === 'sign') return 'signReminded';
    return ({ yellow: 'yellowWarned', red: 'redWarned', urge: 'urged' } as const)[level];
  }

  private warned(alarm: Parameters<RoutingActivities['warn']>[0]['alarm']): { clocks: CaseClock[] } | null {
    const clock = this.clocks.find(({ clockId }) => clockId === alarm.clockId);
    if (clock === undefined || !alarmStands(clock, alarm)) return null;
    return { clocks: [this.supervised(clock, alarm)] };
  }

  /** As `superviseClock` has it, by the hour instead of by a calendar. */
  private supervised(clock: CaseClock, { level, at }: Parameters<RoutingActivities['warn']>[0]['alarm']): CaseClock {
    if (level !== 'urge') {
      const warned = warnClock(clock, level, at);
      return level === 'red' && this.urgesAtMost > 0 && clock.kind !== 'sign' ? { ...warned, urgeAt: at } : warned;
    }
    const { urgeAt: _urgeAt, ...rest } = clock;
    const urges = (clock.urges ?? 0) + 1;
    const urgeAt = new Date(Date.parse(at) + this.urgeEveryMs).toISOString();
    return { ...rest, urges, ...(urges < this.urgesAtMost && { urgeAt }) };
  }
}
