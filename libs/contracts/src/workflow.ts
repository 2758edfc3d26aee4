import type { ActKind, Alarm, CaseClock, CaseStatus, ComplaintType } from '@bancheng/domain';

/** Everything the services and the engine say to each other: ids, inputs, signals, queries and activity interfaces. */

export const COMPLAINT_WORKFLOW = 'complaintWorkflow';

/** 三(四): the report to the responsible leaders, by a Schedule of the same namespace. */
export const SUPERVISION_REPORT_WORKFLOW = 'supervisionReportWorkflow';
export const SUPERVISION_REPORT_SCHEDULE = 'supervision-report';
export const HOUSEKEEPING_WORKFLOW = 'housekeepingWorkflow';
export const HOUSEKEEPING_SCHEDULE = 'housekeeping';

/** Task queues: one for the workflow, one a service for its activities. */
export const TASK_QUEUES = {
  workflows: 'bancheng-workflows',
  intake: 'bancheng-intake',
  routing: 'bancheng-routing',
  followUp: 'bancheng-follow-up',
  archive: 'bancheng-archive',
  reporting: 'bancheng-reporting',
  notices: 'bancheng-notices',
  relay: 'bancheng-relay',
} as const;

/** A public signal that waits to be carried out; its payload is whatever the sender wrote, null where that is unreadable. */
export interface WaitingSignal {
  name: PublicSignalName | typeof UNKNOWN_SIGNAL;
  payload: unknown;
  /** Its own in every run that carries it: what it brought about is recorded once. */
  effectKey: string;
}

/** The only input, of a new run as of a continued, restored or restarted one. */
export interface ComplaintInput {
  caseId: string;
  /** Which generation of the engine's code began the run; absent in runs from before generations, which count as 1. */
  generation?: number;
  /** Present where the run before this one was continued with signals it had not carried out. */
  waiting?: WaitingSignal[];
}

/**
 * The present generation of the complaint workflow; a run keeps to the behaviour of the one that began it. Generation 2
 * keeps a timer whose deadline moved later, handles deadlines before waiting signals, writes only those list attributes
 * that changed, and closes and files by one activity. It stands in the input because `patched` would cost every case two
 * more events.
 */
export const ENGINE_GENERATION = 2;

/** The input of a new run. */
export function complaintInput(caseId: string): ComplaintInput {
  return { caseId, generation: ENGINE_GENERATION };
}

/** What lists of cases are filtered by; no personal data. */
export interface CaseFacts {
  jurisdiction: string;
  type: ComplaintType | null;
  departments: string[];
  /** How many reworks a 不满意 opens by itself under the case's policy; acts recorded before there were policies lack it. */
  reworkRounds?: number;
}

/** One act as the engine hears of it: where the case stands after it and the clocks it moved. */
export interface EngineAct {
  seq: number;
  kind: ActKind;
  at: string;
  status: CaseStatus;
  clocks: CaseClock[];
  facts: CaseFacts;
}

/**
 * Payload of the internal signal `actsRecorded`. `upTo` is the case's last sequence when it was sent: a run that lacks
 * some of it loads the case. With no acts it is the sweeper's nudge.
 */
export interface ActsRecorded {
  /** Whose acts these are: after a restore a number may belong to another case. Messages of older relays lack it. */
  caseId?: string;
  upTo: number;
  acts: EngineAct[];
}
export const ACTS_RECORDED_SIGNAL = 'actsRecorded';

/** The whole case as a run that has nothing begins with it. */
export interface CaseSnapshot {
  seq: number;
  status: CaseStatus;
  facts: CaseFacts;
  clocks: CaseClock[];
}

/** Public signals, for those who speak to the engine itself (`temporal workflow signal`); see the README. */
export const PUBLIC_SIGNALS = ['departmentReplied', 'extensionDecided'] as const;
export type PublicSignalName = (typeof PUBLIC_SIGNALS)[number];
/** What a signal that nobody knows is called in the record of refused ones; its own name is the sender's text. */
export const UNKNOWN_SIGNAL = 'unknown';

/** Live clocks, answered by the run itself (`temporal workflow query --type liveClocks`). */
export const LIVE_CLOCKS_QUERY = 'liveClocks';
export interface LiveClocks {
  caseId: string;
  seq: number;
  status: CaseStatus;
  clocks: CaseClock[];
  nextAlarm: Alarm | null;
  refusedSignals: number;
}

/**
 * What an activity that records an effect answers: the acts it recorded (again the same ones when it is retried), and
 * the stable code of a refusal. A refusal is a normal result: the engine takes in what came and decides again.
 */
export interface EffectResult {
  acts: EngineAct[];
  refused: string | null;
}

export interface IntakeActivities {
  /** Reads the whole case and confirms to its row which run now drives it and what it knows. */
  loadCase(input: { caseId: string; runId: string }): Promise<CaseSnapshot>;
  /** Neither accepted nor declined within one working day: tells the leader. */
  tellAcceptanceOverdue(input: { caseId: string; alarm: Alarm }): Promise<EffectResult>;
}

export interface RoutingActivities {
  /** 黄牌 or 红牌 with the overdue mark. */
  warn(input: { caseId: string; alarm: Alarm }): Promise<EffectResult>;
  /** 挂起: the longest wait for the citizen's papers is over, so the department's clock runs on. */
  resumeDispatch(input: { caseId: string; alarm: Alarm }): Promise<EffectResult>;
  /** Ends the slips of a withdrawn or terminated case, at that act's time; repeated, it changes nothing. */
  endDispatches(input: { caseId: string }): Promise<void>;
  /**
   * Carries out a public signal by the same use case as the API. `effectKey` is the signal's own within its run;
   * `payload` is unchecked. A refusal is recorded unless `recordRefusal` is false.
   */
  applyPublicSignal(input: {
    caseId: string;
    name: PublicSignalName | typeof UNKNOWN_SIGNAL;
    payload: unknown;
    effectKey: string;
    recordRefusal: boolean;
  }): Promise<EffectResult>;
}

export interface FollowUpActivities {
  /** `round` of 回访; a run begun before there was rework names none and means the first. */
  openFollowUp(input: { caseId: string; round?: number }): Promise<EffectResult>;
  /** 不满意: opens the rework of that number. */
  openRework(input: { caseId: string; round: number }): Promise<EffectResult>;
  /** `round` as for `openFollowUp`. */
  closeCase(input: { caseId: string; round?: number }): Promise<EffectResult>;
}

export interface ArchiveActivities {
  /** `round` that was closed; a run begun before there was reopening names none and means the first. */
  archiveCase(input: { caseId: string; round?: number }): Promise<EffectResult>;
  /** Closes the case and files it, as two acts; refused in the middle, it answers the one that came about. */
  closeAndArchive(input: { caseId: string; round: number }): Promise<EffectResult>;
}

/** Drives one notice out of the house; its id is `noticeWorkflowIdOf` of its input, which is all it knows. */
export const NOTICE_WORKFLOW = 'noticeWorkflow';
export interface NoticeInput {
  noticeId: string;
  /** 1, and one more each time a person has a notice that failed sent again. */
  round: number;
}
export function noticeWorkflowIdOf({ noticeId, round }: NoticeInput): string {
  return `notice/${noticeId}/${round}`;
}

export interface NoticeActivities {
  /** Hands the notice to its channel; does nothing once it is settled or another round has begun. */
  sendNotice(input: NoticeInput): Promise<void>;
  /** Marks the notice failed, for people to see; does nothing once it is settled or another round has begun. */
  giveUpNotice(input: NoticeInput): Promise<void>;
  /** Tells the leader of a supervision report; once, however often it is called. */
  tellOfReport(input: MadeReport): Promise<void>;
}

/** A supervision report as its leader hears of it: codes, days and counts. */
export interface MadeReport {
  reportId: string;
  jurisdiction: string;
  /** The report's day (Asia/Shanghai). */
  from: string;
  madeAt: string;
  /** Cases in all, those that fall due in the report's week, and those overdue. */
  open: number;
  due: number;
  overdue: number;
  /** The year that the calendar in force should cover and does not. */
  missingYear: number | null;
}

export interface ReportingActivities {
  /** Makes every jurisdiction's supervision report of the day of `at` (UTC), when it was due; those made before are left. */
  composeSupervisionReports(input: { at: string }): Promise<void>;
  /** The reports there are of that day, one a jurisdiction. */
  supervisionReportsMade(input: { at: string }): Promise<MadeReport[]>;
}

/** What each service with technical rows of its own does at night. */
export interface HousekeepingActivities {
  /** Forgets the rows that nothing can need any more; up to a bound, the rest in the next night. */
  forgetOldRows(): Promise<void>;
}

/** What intake does at night. */
export interface FoldActivities {
  /** Folds anew the slips that an older fold, or a build that knew none, has written. */
  foldAnew(): Promise<void>;
}

/** Custom search attributes of the namespace. */
export const SEARCH_ATTRIBUTES = {
  status: 'BanchengStatus',
  departments: 'BanchengDepartments',
  jurisdiction: 'BanchengJurisdiction',
  type: 'BanchengType',
  dueAt: 'BanchengDueAt',
  overdue: 'BanchengOverdue',
} as const;

/** How long a namespace keeps the history of a closed case; its file has all that happened by then. */
export const HISTORY_RETENTION = '30 days';

/** What a namespace must know before the first case; none of it is personal. */
export const SEARCH_ATTRIBUTE_TYPES = {
  [SEARCH_ATTRIBUTES.status]: 'Keyword',
  [SEARCH_ATTRIBUTES.departments]: 'KeywordList',
  [SEARCH_ATTRIBUTES.jurisdiction]: 'Keyword',
  [SEARCH_ATTRIBUTES.type]: 'Keyword',
  [SEARCH_ATTRIBUTES.dueAt]: 'Datetime',
  [SEARCH_ATTRIBUTES.overdue]: 'Bool',
} as const satisfies Record<(typeof SEARCH_ATTRIBUTES)[keyof typeof SEARCH_ATTRIBUTES], string>;
