import type { Courier, DeliveryFailure, Outcome, Parcel } from './courier.js';
import type { CaseRuns } from './case-runs.js';

/** gRPC codes that say the message itself is at fault: INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE. */
const FAULTY_MESSAGE = new Set([3, 9, 11]);
const AT_ONCE = 20;

/** Tells Temporal: one signal a case and batch. */
export class EngineCourier implements Courier {
  readonly target = 'temporal';

  constructor(private readonly runs: CaseRuns) {}

  async deliver(cases: ReadonlyMap<string, readonly Parcel[]>): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    const queue = [...cases.values()];
    while (queue.length > 0) {
      const wave = await Promise.all(queue.splice(0, AT_ONCE).map((parcels) => this.deliverCase(parcels)));
      outcomes.push(...wave);
      // One case that Temporal can't serve now must not hold up the others.
      if (wave.every(({ failure }) => failure?.kind === 'outage')) break;
    }
    return outcomes;
  }

  private async deliverCase(parcels: readonly Parcel[]): Promise<Outcome> {
    const { caseId, number } = parcels[0]!;
    const acts = parcels.map(({ act }) => act);
    const upTo = acts.at(-1)!.seq;
    try {
      return { caseId, upTo, runId: await this.runs.tell(caseId, number, { caseId, upTo, acts }), failure: null };
    } catch (error) {
      return { caseId, upTo: 0, runId: null, failure: failureOf(error) };
    }
  }
}

function failureOf(error: unknown): DeliveryFailure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'number') return { kind: FAULTY_MESSAGE.has(code) ? 'poison' : 'outage', code: `grpc-${code}` };
  }
  return { kind: 'outage', code: error instanceof Error ? error.name : 'unknown' };
}
