import { complaintInput, ENGINE_GENERATION, type ComplaintInput } from '@bancheng/contracts/workflow';
import { isTerminal } from '@bancheng/domain';
import { condition, continueAsNew, workflowInfo } from '@temporalio/workflow';
import { CaseMirror } from './case-mirror.js';
import { openMail } from './mail.js';
import { MovableTimer } from './movable-timer.js';
import { answerSignal, catchUp, loadCase, nextStep, raiseAlarm, type Run } from './steps.js';
import { Listing } from './visibility.js';
import { workflowTime } from './workflow-time.js';

/** A run with more events than this goes on as a new one, which begins by loading the case. */
const LONGEST_HISTORY = 1_000;

/**
 * One complaint from the window to the archive (section 三, 办理流程). The case's row decides what is allowed; this decides
 * what happens next, and when:
 *
 * 三(一) 统一受理   registered: accepted or declined within one working day, else the leader is told (`raiseAlarm`)
 * 三(二) 及时转办   dispatched to departments, by people; each dispatch brings its own clock
 * 三(三) 限时办结   replies and extensions come by the API or by plain signals (`answerSignal`)
 * 三(四) 跟踪督办   yellow and red warnings when a clock runs out (`raiseAlarm`)
 * 三(五) 回访评价   follow-up opened when the last department has answered; 不满意 reworked, at most twice (`nextStep`)
 * 三(六) 立卷归档   closed and filed (`nextStep`)
 */
export const complaintWorkflow = complaintWorkflowOf(LONGEST_HISTORY);

/** Makes the workflow with a bound on events as an argument: the test of long cases passes a small one. */
export function complaintWorkflowOf(longestHistory: number) {
  return async function complaintWorkflow({ caseId, generation = 1, waiting = [] }: ComplaintInput): Promise<void> {
    const mirror = new CaseMirror(caseId);
    const present = generation >= ENGINE_GENERATION;
    const run: Run = { caseId, mirror, mail: openMail(caseId, mirror, waiting), present };
    const alarmTimer = new MovableTimer(present);
    const listing = new Listing(present);
    let signalsTurn = false;

    await condition(() => true); // lets the signal this run was started with come in
    if (!mirror.known) await loadCase(run);

    while (!isTerminal(mirror.status)) {
      const step = nextStep(run);
      const alarm = mirror.nextAlarm();
      const alarmIsDue = alarm !== null && Date.parse(alarm.at) <= workflowTime();
      // Deadlines and signals take turns: a flood of signals must not hold up deadlines or let the history grow without
      // end, and an alarm that the record refuses each time must not hold up signals.
      const urgent: boolean = present && !signalsTurn && (alarmIsDue || mayContinue(run, longestHistory));
      if (!mirror.behind) signalsTurn = urgent && alarmIsDue;
      if (mirror.behind) await catchUp(run);
      else if (run.mail.waiting.length > 0 && !urgent) await answerSignal(run);
      else if (step !== undefined && !urgent) await step(run);
      else if (alarmIsDue) await raiseAlarm(run, alarm);
      else if (mayContinue(run, longestHistory)) await goOn(run);
      else {
        listing.show(mirror);
        alarmTimer.set(alarm?.at ?? null);
        const { seq } = mirror;
        await condition(() => mirror.seq !== seq || mirror.behind || run.mail.waiting.length > 0 || alarmTimer.rang);
      }
    }
    listing.show(mirror);
  };
}

/** As many waiting signals as the next run's input holds; with more of them the run first carries some out. */
const MOST_CARRIED = 400;

function mayContinue({ mail }: Run, longestHistory: number): boolean {
  const isLong = workflowInfo().continueAsNewSuggested || workflowInfo().historyLength > longestHistory;
  return isLong && mail.waiting.length <= MOST_CARRIED;
}

function goOn({ caseId, mail: { waiting } }: Run): Promise<never> {
  const input = { ...complaintInput(caseId), ...(waiting.length > 0 && { waiting }) };
  return continueAsNew<(input: ComplaintInput) => Promise<void>>(input);
}
