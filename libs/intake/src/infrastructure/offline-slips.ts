import { MOST_MISSING } from '@bancheng/contracts/http/offline-slips';
import type { EntityManager } from 'typeorm';

/** An offline slip as intake remembers it. */
export interface TakenOfflineSlip {
  jurisdiction: string;
  station: string;
  slipId: string;
  sequence: number;
  writtenAt: string;
  digest: string;
  contract: string;
  words: string[];
  person: string[];
  caseId: string;
}

/**
 * Claims a slip for the case that this transaction opens. One that another transaction is taking just now is waited for.
 * @returns whether it is ours; if not, its id was taken before
 */
export async function claimOfflineSlip(tx: EntityManager, slip: TakenOfflineSlip): Promise<boolean> {
  const { jurisdiction, station, slipId, sequence, writtenAt, digest, contract, words, person, caseId } = slip;
  const rows = await tx.query<unknown[]>(
    `insert into intake.offline_slip
       (jurisdiction, station, slip_id, sequence, written_at, digest, contract, words, person, case_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning true`,
    [jurisdiction, station, slipId, sequence, writtenAt, digest, contract, words, person, caseId],
  );
  return rows.length === 1;
}

/** What was taken before under this slip's id, of whichever station; null when nothing was. */
export async function findOfflineSlip(
  tx: EntityManager,
  jurisdiction: string,
  slipId: string,
): Promise<Omit<TakenOfflineSlip, 'jurisdiction' | 'writtenAt'> | null> {
  const [row] = await tx.query<Omit<TakenOfflineSlip, 'jurisdiction' | 'writtenAt'>[]>(
    `select station, slip_id as "slipId", sequence, digest, contract, words, person, case_id as "caseId"
     from intake.offline_slip where jurisdiction = $1 and slip_id = $2`,
    [jurisdiction, slipId],
  );
  return row ?? null;
}

/** How far one numbering of a station's slips has come in, and which before the last one have not. */
export interface StationProgress {
  station: string;
  /** When the first slip of this numbering that is here was written, UTC. */
  since: string;
  lastSequence: number;
  missing: number[];
}

/** Numberings that an answer tells of: far more than stations begin anew. */
const MOST_NUMBERINGS = 100;

/**
 * Of the stations that have slips here, by code. A station that was set up anew numbers from 1 again: its present
 * numbering is told, and former ones that still miss a slip.
 */
export async function readProgress(
  tx: EntityManager,
  jurisdiction: string,
  stations: readonly string[],
): Promise<StationProgress[]> {
  const rows = await tx.query<{ station: string; since: Date; after: number; sequence: number; series: string }[]>(
    `with numbered as (
       select station, sequence, written_at,
         count(*) filter (where sequence = 1) over (partition by station order by written_at, sequence) as series
       from intake.offline_slip where jurisdiction = $1 and station = any($2)
     ),
     taken as (
       select station, series, sequence, min(written_at) over numbering as since,
         lag(sequence, 1, 0) over (numbering order by sequence) as after,
         lead(sequence) over (numbering order by sequence) is null as last,
         series = max(series) over (partition by station) as present
       from numbered window numbering as (partition by station, series)
     ),
     told as (
       select *, bool_or(sequence > after + 1) over (partition by station, series) as gaps from taken
       where last or sequence > after + 1
     )
     select station, series, since, after, sequence from told where present or gaps
     order by station, series desc, sequence`,
    [jurisdiction, stations],
  );
  const progress = new Map<string, StationProgress>();
  for (const { station, series, since, after, sequence } of rows) {
    const numbering = `${station} ${series}`;
    const missing = progress.get(numbering)?.missing ?? [];
    for (let one = after + 1; one < sequence && missing.length < MOST_MISSING; one += 1) missing.push(one);
    progress.set(numbering, { station, since: since.toISOString(), lastSequence: sequence, missing });
    if (progress.size === MOST_NUMBERINGS) break;
  }
  return [...progress.values()];
}
