import type { EffectResult } from '@bancheng/contracts/workflow';
import type { Alarm, CaseStatus } from '@bancheng/domain';
import { condition, workflowInfo } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';
import type { Mail } from './mail.js';
import { archive, followUp, intake, routing } from '../../src/services.js';

/** What the steps of one run share. */
export interface Run {
  caseId: string;
  mirror: CaseMirror;
  mail: Mail;
}

const GAP_PATIENCE = '5 seconds';
const REFUSAL_PATIENCE = '1 minute';
/** After this many refused signals in a run, further ones are only counted. */
const RECORDED_REFUSALS = 100;

/** What the engine does by itself once a case stands somewhere; where nothing is said it waits for people. */
export const NEXT_STEP: Partial<Record<CaseStatus, (run: Run) => Promise<void>>> = {
  declined: openFollowUp, // 二(三): 耐心细致的解答，也要回访
  answered: openFollowUp, // 三(三): 即时办结
  replied: openFollowUp, // 三(三): 承办单位均已反馈
  'followed-up': close, // 三(五) → 办结
  closed: file, // 三(六): 立卷归档
};

async function openFollowUp({ caseId, mirror }: Run): Promise<void> {
  takeIn(mirror, await followUp.openFollowUp({ caseId }));
}

async function close({ caseId, mirror }: Run): Promise<void> {
  takeIn(mirror, await followUp.closeCase({ caseId }));
}

async function file({ caseId, mirror }: Run): Promise<void> {
  takeIn(mirror, await archive.archiveCase({ caseId }));
}

/** 三(四) 跟踪督办: a clock reached a warning. */
export async function raiseAlarm({ caseId, mirror }: Run, alarm: Alarm): Promise<void> {
  const acceptance = mirror.clockList().some((clock) => clock.clockId === alarm.clockId && clock.kind === 'acceptance');
  takeIn(
    mirror,
    await (acceptance ? intake.tellAcceptanceOverdue({ caseId, alarm }) : routing.warn({ caseId, alarm })),
  );
}

/** A department or a leader spoke to the engine itself: the same use case as the API's, the same rules. */
export async function answerSignal({ caseId, mirror, mail }: Run): Promise<void> {
  const signal = mail.waiting[0];
  if (signal === undefined) return;
  const { acts, refused } = await routing.applyPublicSignal({
    caseId,
    name: signal.name,
    payload: signal.payload,
    effectKey: `signal:${workflowInfo().runId}:${signal.ordinal}`,
    recordRefusal: mail.refused < RECORDED_REFUSALS,
  });
  mail.waiting.shift();
  mirror.take(acts);
  if (refused !== null) mail.refused += 1;
}

/**
 * Acts are known to exist that have not come: they may still be on their way, so wait a little, then load the case. When
 * an effect was refused and the case shows nothing new, only an act of somebody's can change that.
 */
export async function catchUp(run: Run): Promise<void> {
  const { mirror } = run;
  const { seq, doubtful } = mirror;
  if (!mirror.reloadWanted && (await condition(() => !mirror.behind || mirror.reloadWanted, GAP_PATIENCE))) return;
  await loadCase(run);
  if (doubtful && mirror.seq === seq) await condition(() => mirror.seq > seq, REFUSAL_PATIENCE);
}

/** Reads the whole case: a run that has nothing, or that others have overtaken. */
export async function loadCase({ caseId, mirror }: Run): Promise<void> {
  mirror.load(await intake.loadCase({ caseId, runId: workflowInfo().runId }));
}

/** A refused effect is no failure: the row knows more than this run, which loads it and decides again. */
function takeIn(mirror: CaseMirror, { acts, refused }: EffectResult): void {
  mirror.take(acts);
  if (refused !== null) mirror.doubt();
}
