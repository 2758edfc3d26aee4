import { MOST_MISSING } from '@bancheng/contracts/http/offline-slips';
import type { EntityManager } from 'typeorm';

/** An offline slip as intake remembers it. */
export interface TakenOfflineSlip {
  jurisdiction: string;
  station: string;
  slipId: string;
  sequence: number;
  digest: string;
  caseId: string;
}

/**
 * Claims a slip for the case that this transaction opens. One that another transaction is taking just now is waited for.
 * @returns whether it is ours; if not, its id or its sequence number was taken before
 */
export async function claimOfflineSlip(tx: EntityManager, slip: TakenOfflineSlip): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `insert into intake.offline_slip (jurisdiction, station, slip_id, sequence, digest, case_id)
     values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning true`,
    [slip.jurisdiction, slip.station, slip.slipId, slip.sequence, slip.digest, slip.caseId],
  );
  return rows.length === 1;
}

/** What was taken before under this slip's id, of whichever station; undefined when it was not. */
export async function findOfflineSlip(
  tx: EntityManager,
  { jurisdiction, slipId }: Pick<TakenOfflineSlip, 'jurisdiction' | 'slipId'>,
): Promise<Pick<TakenOfflineSlip, 'digest' | 'caseId'> | undefined> {
  const [row] = await tx.query<Pick<TakenOfflineSlip, 'digest' | 'caseId'>[]>(
    `select digest, case_id as "caseId" from intake.offline_slip
     where jurisdiction = $1 and slip_id = $2`,
    [jurisdiction, slipId],
  );
  return row;
}

/** How far a station's numbered slips have come in, and which before the last one have not. */
export interface StationProgress {
  station: string;
  lastSequence: number;
  missing: number[];
}

/** Of those of the stations that have slips here, by code. */
export async function readProgress(
  tx: EntityManager,
  jurisdiction: string,
  stations: readonly string[],
): Promise<StationProgress[]> {
  const rows = await tx.query<{ station: string; after: number; sequence: number }[]>(
    `select station, after, sequence from (
       select station, sequence, lag(sequence, 1, 0) over (partition by station order by sequence) as after,
         lead(sequence) over (partition by station order by sequence) is null as last
       from intake.offline_slip where jurisdiction = $1 and station = any($2)) as taken
     where last or sequence > after + 1 order by station, sequence`,
    [jurisdiction, stations],
  );
  const progress = new Map<string, StationProgress>();
  for (const { station, after, sequence } of rows) {
    const missing = progress.get(station)?.missing ?? [];
    for (let one = after + 1; one < sequence && missing.length < MOST_MISSING; one += 1) missing.push(one);
    progress.set(station, { station, lastSequence: sequence, missing });
  }
  return [...progress.values()];
}
