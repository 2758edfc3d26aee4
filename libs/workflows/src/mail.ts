import {
  ACTS_RECORDED_SIGNAL,
  LIVE_CLOCKS_QUERY,
  PUBLIC_SIGNALS,
  UNKNOWN_SIGNAL,
  type ActsRecorded,
  type LiveClocks,
  type WaitingSignal,
} from '@bancheng/contracts/workflow';
import { defineQuery, defineSignal, setDefaultSignalHandler, setHandler, workflowInfo } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';
import { isActsRecorded, isFlat } from './messages.js';

const actsRecorded = defineSignal<[ActsRecorded]>(ACTS_RECORDED_SIGNAL);
const liveClocks = defineQuery<LiveClocks>(LIVE_CLOCKS_QUERY);

/** What has come for the case and is not dealt with yet. */
export interface Mail {
  waiting: WaitingSignal[];
  received: number;
  refused: number;
}

/**
 * Listens to everyone who speaks to the case. Handlers only note what came, so none is ever in flight when a run ends
 * or continues; the main loop does the rest.
 * @param waiting what the run before this one had not carried out
 */
export function openMail(caseId: string, mirror: CaseMirror, waiting: readonly WaitingSignal[]): Mail {
  const mail: Mail = { waiting: [...waiting], received: 0, refused: 0 };
  const note = (name: WaitingSignal['name'], payload: unknown) => {
    mail.received += 1;
    const effectKey = `signal:${workflowInfo().runId}:${mail.received}`;
    mail.waiting.push({ name, payload, effectKey });
  };
  setHandler(actsRecorded, (message) => {
    if (isActsRecorded(message)) mirror.hear(message);
  });
  for (const name of PUBLIC_SIGNALS) {
    setHandler(defineSignal<[unknown]>(name), (payload) => note(name, isFlat(payload) ? payload : null));
  }
  setDefaultSignalHandler(() => note(UNKNOWN_SIGNAL, null));
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
