import {
  ABSENCE_REASONS,
  FILE_CLASSES,
  FILE_CLASS_LABELS,
  type AbsenceReason,
  type FileClass,
  type FiledClass,
} from '@bancheng/contracts/http/archive';
import type { ActKind, ComplaintType } from '@bancheng/domain';

/** An act as the file's list needs it. `excluded`: it opened a follow-up that is not made (无法回访, 撤回). */
export interface ActOnFile {
  seq: number;
  kind: ActKind;
  at: string;
  excluded: boolean;
  /** It gave the follow-up to an officer who was not independent, because nobody was. */
  dependent: boolean;
  /** Kinds of text kept with it. */
  texts: string[];
}

/** Which papers of 三(六) an act ends up in. */
const CLASSES_OF: Readonly<Record<ActKind, readonly FileClass[]>> = {
  registered: ['ledger-extract', 'registration-slip'],
  declined: ['registration-slip'],
  answeredOnTheSpot: ['registration-slip'],
  accepted: ['registration-slip'],
  acceptanceOverdueTold: ['other'],
  handedOver: ['other'],
  amended: ['registration-slip'],
  deadlinesReprojected: ['other'],
  withdrawn: ['registration-slip'],
  repeatFlagged: ['other'],
  merged: ['registration-slip'],
  unmerged: ['registration-slip'],
  taskForceCalled: ['other'],
  taskForceReported: ['other'],
  meetingConvened: ['meeting-material'],
  meetingHeld: ['meeting-material'],
  meetingChanged: ['meeting-material'],
  meetingCancelled: ['meeting-material'],
  commitmentEnded: ['meeting-material'],
  dispatched: ['dispatch-slip'],
  signed: ['dispatch-slip'],
  signReminded: ['other'],
  returned: ['dispatch-slip'],
  returnRuled: ['dispatch-slip', 'leader-instruction'],
  recalled: ['dispatch-slip'],
  transferred: ['other'],
  transferAcknowledged: ['other'],
  transferReturned: ['other'],
  transferAnswered: ['reply'],
  replied: ['reply'],
  extensionAsked: ['extension-papers'],
  extensionWithdrawn: ['extension-papers'],
  extensionDecided: ['extension-papers'],
  suspended: ['dispatch-slip'],
  resumed: ['dispatch-slip'],
  yellowWarned: ['other'],
  redWarned: ['other'],
  urged: ['other'],
  instructed: ['leader-instruction'],
  instructionAnswered: ['leader-instruction'],
  followUpOpened: ['follow-up-record'],
  followUpAssigned: ['follow-up-record'],
  contactTried: ['follow-up-record'],
  graded: ['follow-up-record'],
  reworkOpened: ['follow-up-record'],
  dissatisfactionRuled: ['leader-instruction'],
  closed: ['ledger-extract'],
  rated: ['follow-up-record'],
  reopened: ['ledger-extract', 'registration-slip'],
  archived: [],
};

/** What is known of the case when a class of paper is missing. */
interface Story {
  type: ComplaintType | null;
  has(kind: ActKind): boolean;
  excluded: boolean;
  /** It stands under a first case, in whose file these papers are. */
  merged: boolean;
}

function notDispatched({ has, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('declined')) return 'declined';
  if (has('answeredOnTheSpot')) return 'answered';
  return has('withdrawn') ? 'withdrawn' : 'not-yet';
}

/** What an agency answered needed no department; its answer is filed as a reply. */
function noSlip(story: Story): AbsenceReason {
  return story.has('transferAnswered') ? 'transferred' : notDispatched(story);
}

function noMeeting({ type, has, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('declined')) return 'declined';
  if (type !== null && type !== 'complex') return 'not-complex';
  if (has('dispatched') || has('transferAnswered')) return 'no-meeting';
  return has('withdrawn') ? 'withdrawn' : 'not-yet';
}

function noFollowUp({ has, excluded, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('withdrawn')) return 'withdrawn';
  return excluded ? 'anonymous' : 'not-yet';
}

const WHY_ABSENT: Readonly<Record<FileClass, (story: Story) => AbsenceReason>> = {
  'ledger-extract': () => 'not-yet',
  'registration-slip': () => 'not-yet',
  'dispatch-slip': noSlip,
  reply: notDispatched,
  'extension-papers': () => 'no-extension',
  'leader-instruction': () => 'no-instruction',
  'meeting-material': noMeeting,
  'follow-up-record': noFollowUp,
  briefing: () => 'no-briefing',
  other: () => 'nothing-else',
};

/**
 * 卷内目录: every class of paper that 三(六) names is present, with the acts it is made of, or absent with a reason. Of a case
 * that is still open it says what there is so far.
 */
export function fileClassesOf(type: ComplaintType | null, acts: readonly ActOnFile[]): FiledClass[] {
  const kinds = new Set(acts.map((act) => act.kind));
  const story: Story = {
    type,
    has: (kind) => kinds.has(kind),
    excluded: acts.some((act) => act.excluded),
    merged: acts.findLast(({ kind }) => kind === 'merged' || kind === 'unmerged')?.kind === 'merged',
  };
  return FILE_CLASSES.map((name) => {
    const papers = acts.filter((act) => !act.excluded && CLASSES_OF[act.kind].includes(name));
    const code = papers.length > 0 ? null : WHY_ABSENT[name](story);
    return {
      class: name,
      title: FILE_CLASS_LABELS[name],
      acts: papers.map(({ seq, kind, at, texts, dependent }) => ({
        seq,
        kind,
        at,
        texts,
        ...(dependent ? { note: 'not-independent' } : {}),
      })),
      absence: code === null ? null : { code, reason: ABSENCE_REASONS[code] },
    };
  });
}

export function absentClassesOf(classes: readonly FiledClass[]): FileClass[] {
  return classes.filter((one) => one.absence !== null).map((one) => one.class);
}
