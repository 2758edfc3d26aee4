import {
  ACTS_RECORDED_SIGNAL,
  LIVE_CLOCKS_QUERY,
  PUBLIC_SIGNALS,
  type ActsRecorded,
  type LiveClocks,
  type PublicSignalName,
} from '@bancheng/contracts/workflow';
import { defineQuery, defineSignal, setHandler } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';

export const actsRecorded = defineSignal<[ActsRecorded]>(ACTS_RECORDED_SIGNAL);
export const liveClocks = defineQuery<LiveClocks>(LIVE_CLOCKS_QUERY);

/** A public signal that waits to be carried out; its payload is whatever the sender wrote. */
export interface PublicSignal {
  name: PublicSignalName;
  payload: unknown;
  /** Its place among this run's public signals, from 1. */
  ordinal: number;
}

/** What has come for the case and is not dealt with yet. */
export interface Mail {
  waiting: PublicSignal[];
  received: number;
  refused: number;
}

/**
 * Listens to everyone who speaks to the case. Handlers only note what came, so none is ever in flight when a run ends
 * or continues; the main loop does the rest.
 */
export function openMail(caseId: string, mirror: CaseMirror): Mail {
  const mail: Mail = { waiting: [], received: 0, refused: 0 };
  setHandler(actsRecorded, (message) => {
    if (isActsRecorded(message)) mirror.hear(message);
  });
  for (const name of PUBLIC_SIGNALS) {
    setHandler(defineSignal<[unknown]>(name), (payload) => {
      mail.received += 1;
      mail.waiting.push({ name, payload: isFlat(payload) ? payload : null, ordinal: mail.received });
    });
  }
  setHandler(liveClocks, () => ({
    caseId,
    seq: mirror.seq,
    status: mirror.status,
    clocks: mirror.clockList(),
    nextAlarm: mirror.nextAlarm(),
    refusedSignals: mail.refused,
  }));
  return mail;
}

const MOST_FIELDS = 20;
const MOST_CHARACTERS = 200;

/**
 * Every public signal is one flat object of short values. Anything else goes on as null, to be refused as malformed:
 * nested deep enough it could not even be handed to the activity, and would block the run.
 */
function isFlat(payload: unknown): boolean {
  if (typeof payload !== 'object' || payload === null) return false;
  const values: unknown[] = Object.values(payload);
  return (
    values.length <= MOST_FIELDS &&
    values.every((value) => (typeof value === 'string' ? value.length <= MOST_CHARACTERS : Object(value) !== value))
  );
}

/** Anyone with access to Temporal can send the internal signal too; a malformed one must not fail the run. */
function isActsRecorded(message: unknown): message is ActsRecorded {
  if (typeof message !== 'object' || message === null) return false;
  const { upTo, acts } = message as Partial<ActsRecorded>;
  return (
    Number.isSafeInteger(upTo) &&
    Array.isArray(acts) &&
    acts.every((act) => Number.isSafeInteger(act?.seq) && Array.isArray(act.clocks))
  );
}
