import type { ActOnFile } from '@bancheng/casebook';
import type { FollowUpExclusion } from '@bancheng/contracts';
import {
  ABSENCE_REASONS,
  FILE_CLASS_LABELS,
  type AbsenceReason,
  type FiledClass,
} from '@bancheng/contracts/http/archive';
import {
  ACTS,
  FILE_CLASSES,
  type ActDescription,
  type ActKind,
  type ComplaintType,
  type FileClass,
} from '@bancheng/domain';

/** What is known of the case when a class of paper is missing. */
interface Story {
  type: ComplaintType | null;
  has(kind: ActKind): boolean;
  /** Why there was no follow-up at all; null where there was one. */
  excluded: FollowUpExclusion | null;
  /** The case is merged under a first case, in whose file these papers are. */
  merged: boolean;
}

function notDispatched({ has, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('declined')) return 'declined';
  if (has('answeredOnTheSpot')) return 'answered';
  return endedEarly(has);
}

function endedEarly(has: Story['has']): AbsenceReason {
  if (has('terminated')) return 'terminated';
  return has('withdrawn') ? 'withdrawn' : 'not-yet';
}

/** A matter that the window solved, or an agency, needed no slip; the answer is filed as a reply. */
function noSlip(story: Story): AbsenceReason {
  if (story.has('repliedByWindow')) return 'by-window';
  return story.has('transferAnswered') ? 'transferred' : notDispatched(story);
}

function noMeeting({ type, has, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('declined')) return 'declined';
  if (type !== null && type !== 'complex') return 'not-complex';
  if (has('dispatched') || has('transferAnswered') || has('repliedByWindow')) return 'no-meeting';
  return endedEarly(has);
}

function noFollowUp({ has, excluded, merged }: Story): AbsenceReason {
  if (merged) return 'merged';
  if (has('withdrawn')) return 'withdrawn';
  if (excluded === 'no-contact') return 'no-contact';
  return excluded === null ? 'not-yet' : 'anonymous';
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
    excluded: acts.findLast((act) => act.excluded !== null)?.excluded ?? null,
    merged: acts.findLast(({ kind }) => kind === 'merged' || kind === 'unmerged')?.kind === 'merged',
  };
  return FILE_CLASSES.map((name) => {
    const papers = acts.filter((act) => act.excluded === null && isKeptAs(act.kind, name));
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

function isKeptAs(kind: ActKind, name: FileClass): boolean {
  const { papers }: ActDescription = ACTS[kind];
  return papers.includes(name);
}

export function absentClassesOf(classes: readonly FiledClass[]): FileClass[] {
  return classes.filter((one) => one.absence !== null).map((one) => one.class);
}
