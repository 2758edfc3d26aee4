import type { EffectResult } from '@bancheng/contracts/workflow';
import {
  DEFAULT_HALL_POLICY,
  handlingRound,
  engineStepOf,
  type Alarm,
  type ClockKind,
  type EngineStep,
} from '@bancheng/domain';
import { condition, patched, workflowInfo } from '@temporalio/workflow';
import type { CaseMirror } from './case-mirror.js';
import type { Mail } from './mail.js';
import { archive, followUp, intake, routing } from './services.js';

/** What the steps of one run share. */
export interface Run {
  caseId: string;
  mirror: CaseMirror;
  mail: Mail;
  /** Whether the run was begun by the present generation of this code; older runs keep the older behaviour. */
  present: boolean;
}

const GAP_PATIENCE = '5 seconds';
const REFUSAL_PATIENCE = '1 minute';
/** After this many refused signals in a run, further ones are only counted. */
const RECORDED_REFUSALS = 100;

const STEPS: Readonly<Record<EngineStep, (run: Run) => Promise<void>>> = {
  'open-follow-up': openFollowUp,
  'end-parts': endParts,
  'open-rework': openRework,
  close,
  archive: file,
};

/** The step that is now the engine's to take; undefined where it waits for people. */
export function nextStep({ mirror }: Run): ((run: Run) => Promise<void>) | undefined {
  const { status, facts } = mirror;
  const clocks = mirror.clockList();
  const step = engineStepOf({ status, clocks }, facts?.reworkRounds ?? DEFAULT_HALL_POLICY.reworkRounds);
  // Runs begun before rework existed left every 不满意 to the leader.
  if (step === null || (step === 'open-rework' && !patched('rework'))) return undefined;
  return STEPS[step];
}

async function openFollowUp({ caseId, mirror }: Run): Promise<void> {
  await takeIn(mirror, followUp.openFollowUp({ caseId, round: handlingRound(mirror.clockList()) }));
}

/** The departments' slips end first, so that none is open in a case that goes on to be closed. */
async function endParts(run: Run): Promise<void> {
  await routing.endDispatches({ caseId: run.caseId });
  await openFollowUp(run);
}

async function openRework({ caseId, mirror }: Run): Promise<void> {
  await takeIn(mirror, followUp.openRework({ caseId, round: handlingRound(mirror.clockList()) }));
}

/** 办结 and 归档 follow each other at once, so one activity does both. */
async function close({ caseId, mirror, present }: Run): Promise<void> {
  const input = { caseId, round: handlingRound(mirror.clockList()) };
  await takeIn(mirror, present ? archive.closeAndArchive(input) : followUp.closeCase(input));
}

async function file({ caseId, mirror }: Run): Promise<void> {
  await takeIn(mirror, archive.archiveCase({ caseId, round: handlingRound(mirror.clockList()) }));
}

type RaiseAlarm = (input: { caseId: string; alarm: Alarm }) => Promise<EffectResult>;

/** What the alarms of these clocks ask for; all others warn. */
const ALARMS: Partial<Record<ClockKind, RaiseAlarm>> = {
  acceptance: intake.tellAcceptanceOverdue,
  suspension: routing.resumeDispatch, // 挂起到期：自动恢复计时
};

/** 三(四) 跟踪督办: a clock reached a warning. */
export async function raiseAlarm({ caseId, mirror }: Run, alarm: Alarm): Promise<void> {
  const clock = mirror.clockList().find(({ clockId }) => clockId === alarm.clockId);
  const raise = (clock && ALARMS[clock.kind]) ?? routing.warn;
  await takeIn(mirror, raise({ caseId, alarm }));
}

/** A department or a leader spoke to the engine itself: the same use case as the API's, the same rules. */
export async function answerSignal({ caseId, mirror, mail }: Run): Promise<void> {
  const signal = mail.waiting[0];
  if (signal === undefined) return;
  const recordRefusal = mail.refused < RECORDED_REFUSALS;
  if (!recordRefusal && signal.payload === null && patched('flood-counted')) {
    mail.waiting.shift();
    mail.refused += 1;
    return;
  }
  const { acts, refused } = await routing.applyPublicSignal({ caseId, ...signal, recordRefusal });
  mail.waiting.shift();
  mirror.take(acts);
  if (refused !== null) mail.refused += 1;
}

/**
 * For a run that lacks acts known to exist: they may still be on their way, so it waits a little, then loads the case. If
 * an effect was refused and the case as loaded shows nothing new, it waits: only a further act can change that answer.
 */
export async function catchUp(run: Run): Promise<void> {
  const { mirror } = run;
  const { seq, doubtful } = mirror;
  if (!mirror.reloadWanted && (await condition(() => !mirror.behind || mirror.reloadWanted, GAP_PATIENCE))) return;
  await loadCase(run);
  if (doubtful && mirror.seq === seq) await condition(() => mirror.seq > seq, REFUSAL_PATIENCE);
}

/** Reads the whole case, for a run that knows nothing of it or has missed acts. */
export async function loadCase({ caseId, mirror }: Run): Promise<void> {
  mirror.forgetHeard();
  mirror.load(await intake.loadCase({ caseId, runId: workflowInfo().runId }));
}

/**
 * A refused effect is not a failure: the row knows something that this run does not. Acts that came in while the effect
 * was under way explain the refusal, and the run decides again; if none came, it loads the case first.
 */
async function takeIn(mirror: CaseMirror, effect: Promise<EffectResult>): Promise<void> {
  const { seq } = mirror;
  const { acts, refused } = await effect;
  const overtaken = mirror.seq > seq;
  mirror.take(acts);
  if (refused !== null && !(overtaken && patched('overtaken'))) mirror.doubt();
}
