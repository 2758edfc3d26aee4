import { createHash } from 'node:crypto';
import { offlineSlip, type OfflineSlip } from '@bancheng/contracts/http/offline-slips';
import { foldText, reporterNames } from '@bancheng/domain';
import { canonicalJson } from '@bancheng/platform';
import { z } from 'zod';

/** What a slip that comes again is compared with. */
export interface SlipIdentity {
  station: string;
  sequence: number;
  /** Of the slip as understood: spaces, or an empty field left out, do not make it a different slip. */
  digest: string;
  /** By which contract it was understood. */
  contract: string;
  /** Digests of all that people wrote on it, whatever the fields were called. */
  words: string[];
  /** Those of the citizens' names among them. */
  person: string[];
}

/** The contract of today: another build may understand the same line otherwise. */
const CONTRACT = sha256(canonicalJson(z.toJSONSchema(offlineSlip, { io: 'input' })));

/** Codes of the contract, which an upgrade may add or rename; all else was written by people. */
const CODE = /^[a-z][a-z0-9-]*$/;

/** @param written the line as it stands in the file */
export function identityOf(slip: OfflineSlip, written: unknown): SlipIdentity {
  const { slipId, station, sequence, form } = slip;
  const person = wordsIn(slipId, reporterNames(form));
  return { station, sequence, digest: digestOf(slip), contract: CONTRACT, words: wordsIn(slipId, written), person };
}

/**
 * How a line that comes under the id of a slip taken before compares with it: the same slip (also one that a former build
 * understood in other words, and today's contract perhaps not at all), one with another content, or another citizen's.
 */
export function compareWith(earlier: SlipIdentity & { slipId: string }, line: Line): 'same' | 'changed' | 'of-another' {
  const { written, slip } = line;
  if (slip !== null && digestOf(slip) === earlier.digest) return 'same';
  const { station, sequence } = written as { station?: unknown; sequence?: unknown };
  const isThere = station === earlier.station && sequence === earlier.sequence;
  if (earlier.words.length === 0) return isThere ? 'same' : 'changed';
  const words = new Set(wordsIn(earlier.slipId, written));
  if (!earlier.person.every((name) => words.has(name))) return 'of-another';
  const isUpgraded = earlier.contract !== CONTRACT;
  const allWords = words.size === earlier.words.length && earlier.words.every((word) => words.has(word));
  return isUpgraded && isThere && allWords ? 'same' : 'changed';
}

/** A line as it stands in the file, and as today's contract understands it: null where it does not. */
interface Line {
  written: object;
  slip: OfflineSlip | null;
}

function digestOf(slip: OfflineSlip): string {
  const { form } = slip;
  return sha256(canonicalJson({ ...slip, form: { ...form, phone: form.phone && form.phone.number } }));
}

/** Digests of every text in it but codes, folded and each once, salted so that slips can't be compared with one another. */
function wordsIn(salt: string, value: unknown): string[] {
  const words = new Set<string>();
  for (const waiting = [value]; waiting.length > 0;) {
    const part = waiting.pop();
    if (typeof part === 'object' && part !== null) waiting.push(...(Object.values(part) as unknown[]));
    if (typeof part === 'string' && part !== '' && !CODE.test(part)) words.add(sha256(`${salt} ${foldText(part)}`));
  }
  return [...words].sort();
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
