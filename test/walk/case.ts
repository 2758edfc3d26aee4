import * as domain from '@bancheng/domain';
import type {
  ActKind,
  CaseClock,
  CaseRules,
  CaseStatus,
  ComplaintType,
  Instant,
  ReplyOutcome,
  StandardRequirement,
} from '@bancheng/domain';

/** One act of a model's case, as the row would record it; `choice` is what whoever acted chose. */
export interface ModelAct {
  seq: number;
  kind: ActKind;
  at: Instant;
  status: CaseStatus;
  clocks: readonly CaseClock[];
  choice: unknown;
}

export interface Slip {
  id: string;
  department: string;
  lead: boolean;
  requirement: StandardRequirement;
  sentAt: Instant;
  signed: boolean;
  outcome: ReplyOutcome | null;
  ended: 'replied' | 'returned' | 'rerouted' | 'recalled' | 'succeeded' | 'withdrawn' | 'terminated' | null;
}

export interface SlipReturn {
  slip: string;
  /** 超出本级权限: not counted as one to a wrong department. */
  beyond: boolean;
  toLeader: boolean;
  ruled: boolean;
  sent: string | null;
}

export interface Extension {
  id: string;
  clock: string;
  workingDays: number;
  state: 'pending' | 'granted' | 'refused' | 'withdrawn';
}

export interface Meeting {
  id: string;
  convenedAt: Instant;
  /** Where the case stood when it was convened. */
  from: CaseStatus;
  ended: boolean;
}

export interface Transfer {
  id: string;
  from: 'accepted' | 'meeting-held';
  acknowledged: boolean;
}

/**
 * A case in the pure model: its row (status, facts, clocks, acts) and what the services keep beside it, as far as an act is
 * judged by it. Whatever is a clock's is told by the clocks alone.
 */
export interface ModelCase {
  status: CaseStatus | null;
  type: ComplaintType | null;
  anonymous: boolean;
  acceptedAt: Instant | null;
  closedAt: Instant | null;
  lead: string | null;
  clocks: readonly CaseClock[];
  acts: ModelAct[];
  slips: Slip[];
  returns: SlipReturn[];
  extensions: Extension[];
  suspensions: { slip: string; at: Instant }[];
  meetings: Meeting[];
  transfers: Transfer[];
  calls: { id: string; department: string; reported: boolean }[];
  instructions: { id: string; answered: boolean }[];
  /** Days of the present round's failed tries. */
  tries: domain.LocalDate[];
  flagged: boolean;
  /** Whether a termination waits for the leader, and whether the present round was terminated. */
  terminationAsked: boolean;
  terminated: boolean;
  /** Whether the present round's follow-up has an officer, and whether the citizen rated it. */
  assigned: boolean;
  rated: boolean;
  /** Whether it was closed under another number. */
  merged: boolean;
}

export function newCase(): ModelCase {
  const lists = { clocks: [], acts: [], slips: [], returns: [], extensions: [], suspensions: [], meetings: [] };
  return {
    ...{ status: null, type: null, anonymous: false, acceptedAt: null, closedAt: null, lead: null },
    ...{
      ...lists,
      transfers: [],
      calls: [],
      instructions: [],
      tries: [],
      flagged: false,
      terminationAsked: false,
      terminated: false,
      assigned: false,
      rated: false,
      merged: false,
    },
  };
}

/** The rules of the domain that acts are carried out by. A broken one in their place must be noticed (`model.spec.ts`). */
export const RULEBOOK = {
  mayRecord: domain.mayRecord,
  statusAfter: domain.statusAfter,
  startClock: domain.startClock,
  endClock: domain.endClock,
  stopClock: domain.stopClock,
  pauseClock: domain.pauseClock,
  resumeClock: domain.resumeClock,
  extendClock: domain.extendClock,
  superviseClock: domain.superviseClock,
  nextAlarm: domain.nextAlarm,
  openObligations: domain.openObligations,
  reworkDue: domain.reworkDue,
};
export type Rulebook = typeof RULEBOOK;

/** What an act is carried out with: its time, the rules, and ids for what it creates, in the order it creates them. */
export interface Step {
  at: Instant;
  rules: CaseRules;
  book: Rulebook;
  id: () => string;
}

/** What an act changes of the row beside its facts, which `apply` changes itself. */
export interface Change {
  to?: CaseStatus;
  clocks?: CaseClock[];
}

/** How the model knows one kind of act. */
export interface ActModel<Choice> {
  by: 'person' | 'engine';
  /**
   * What it may do to the clocks of a case beside ending, stopping and adding those of its own. Written down anew and not read
   * from the domain, whose descriptions the walks are to prove.
   */
  power: 'starts-round' | 'moves-deadline' | 'warns' | null;
  /** Not one that ends a case early or says nothing of its way: such come seldom, or no walk would go far. */
  leads: boolean;
  /** Every way in which it is legal now beside what the status table says, as plain data; the first is the one that leads on. */
  choices(one: ModelCase, step: Omit<Step, 'id'>): readonly Choice[];
  apply(one: ModelCase, choice: Choice, step: Step): Change;
}

/** Lets the choices of an act keep their type where it is written down. */
export function act<Choice>(model: ActModel<Choice>): ActModel<never> {
  return model as ActModel<never>;
}

/** The departments of the walks. */
export const DEPARTMENTS = ['scjg', 'rs', 'bdc'] as const;

export function clockOf({ clocks }: ModelCase, clockId: string): CaseClock {
  return clocks.find((clock) => clock.clockId === clockId)!;
}

/** By the rules of the case: what its present round's clock is. */
export function currentCaseClock({ clocks }: ModelCase): CaseClock {
  return clocks.findLast(({ kind }) => kind === 'case')!;
}

export function openClocks({ clocks }: ModelCase): CaseClock[] {
  return clocks.filter(({ endedAt }) => endedAt === null);
}

export function isOpen(slip: Slip): boolean {
  return slip.ended === null;
}
