import type { EngineAct } from '@bancheng/contracts';
import type { Target } from './bucket-lease.js';

/** One undelivered row with what either target needs of its act. */
export interface Parcel {
  caseId: string;
  number: string;
  act: EngineAct;
  /** The event as it stands in the outbox; null for the engine's rows. */
  event: unknown;
}

/** Why a case's rows were not taken: the target is away, or these rows will not be taken as they are. */
export interface DeliveryFailure {
  kind: 'outage' | 'poison';
  /** A code for the operator's list; never a message that might quote data. */
  code: string;
}

/** What became of one case's rows of a batch: taken up to and including `upTo`. */
export interface Outcome {
  caseId: string;
  upTo: number;
  /** The run that took them, where the target is the engine and said so. */
  runId: string | null;
  failure: DeliveryFailure | null;
}

/** Brings parcels to one target, each case's in their order. Never throws: every case has its outcome. */
export interface Courier {
  readonly target: Target;
  deliver(cases: ReadonlyMap<string, readonly Parcel[]>): Promise<Outcome[]>;
}
