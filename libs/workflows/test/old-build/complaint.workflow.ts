import type { ComplaintInput } from '@bancheng/contracts/workflow';
import { isTerminal } from '@bancheng/domain';
import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { CaseMirror } from './case-mirror.js';
import { openMail } from './mail.js';
import { MovableTimer } from './movable-timer.js';
import { answerSignal, catchUp, loadCase, NEXT_STEP, raiseAlarm, type Run } from './steps.js';
import { Listing } from './visibility.js';
import { workflowTime } from '../../src/workflow-time.js';

/** A run longer than this goes on as a new one, which begins by loading the case. */
const LONGEST_HISTORY = 1_000;

/**
 * One complaint from the window to the archive (section 三, 办理流程). The case's row decides what is allowed; this decides
 * what happens next, and when:
 *
 * 三(一) 统一受理   registered: accepted or declined within one working day, else the leader is told (`raiseAlarm`)
 * 三(二) 及时转办   dispatched to departments, by people; each dispatch brings its own clock
 * 三(三) 限时办结   replies and extensions come by the API or by plain signals (`answerSignal`)
 * 三(四) 跟踪督办   yellow and red warnings when a clock runs out (`raiseAlarm`)
 * 三(五) 回访评价   follow-up opened when the last department has answered (`NEXT_STEP`)
 * 三(六) 立卷归档   closed and filed (`NEXT_STEP`)
 */
export async function complaintWorkflow({ caseId }: ComplaintInput): Promise<void> {
  const mirror = new CaseMirror();
  const run: Run = { caseId, mirror, mail: openMail(caseId, mirror) };
  const alarmTimer = new MovableTimer();
  const listing = new Listing();

  await condition(() => true); // lets the signal this run was started with come in
  if (!mirror.known) await loadCase(run);

  while (!isTerminal(mirror.status)) {
    const step = NEXT_STEP[mirror.status];
    const alarm = mirror.nextAlarm();
    if (mirror.behind) await catchUp(run);
    else if (run.mail.waiting.length > 0) await answerSignal(run);
    else if (step !== undefined) await step(run);
    else if (alarm !== null && Date.parse(alarm.at) <= workflowTime()) await raiseAlarm(run, alarm);
    else if (isLong()) await continueAsNew<typeof complaintWorkflow>({ caseId });
    else {
      listing.show(mirror);
      alarmTimer.set(alarm?.at ?? null);
      const { seq } = mirror;
      await condition(() => mirror.seq !== seq || mirror.behind || run.mail.waiting.length > 0 || alarmTimer.rang);
    }
  }
  listing.show(mirror);
}

function isLong(): boolean {
  return workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > LONGEST_HISTORY;
}
