import type { ActOnFile } from '@bancheng/casebook';
import type { AbsenceReason } from '@bancheng/contracts/http/archive';
import { FILE_CLASSES, type ActKind, type ComplaintType, type FileClass } from '@bancheng/domain';
import { absentClassesOf, fileClassesOf } from './file-classes.js';

const AT = '2026-03-02T01:00:00.000Z';

function acts(...kinds: ActKind[]): ActOnFile[] {
  return kinds.map((kind, index) => ({ seq: index + 1, kind, at: AT, excluded: null, dependent: false, texts: [] }));
}

/** Sequence numbers of what is present, reason codes of what is absent. */
function listOf(type: ComplaintType | null, recorded: ActOnFile[]) {
  const classes = fileClassesOf(type, recorded);
  return Object.fromEntries(
    classes.map((one) => [one.class, one.absence?.code ?? one.acts.map((act) => act.seq)]),
  ) as Record<FileClass, AbsenceReason | number[]>;
}

describe('卷内目录', () => {
  it('lists the papers of a general case', () => {
    const recorded = acts(
      'registered',
      'accepted',
      'dispatched',
      'signed',
      'replied',
      'followUpOpened',
      'graded',
      'closed',
    );
    expect(listOf('general', recorded)).toEqual({
      'ledger-extract': [1, 8],
      'registration-slip': [1, 2],
      'dispatch-slip': [3, 4],
      reply: [5],
      'extension-papers': 'no-extension',
      'leader-instruction': 'no-instruction',
      'meeting-material': 'not-complex',
      'follow-up-record': [6, 7],
      briefing: 'no-briefing',
      other: 'nothing-else',
    });
  });

  it('files reworks with the follow-up that opened them, and a leader’s ruling as an instruction', () => {
    const recorded = acts('registered', 'accepted', 'graded', 'reworkOpened', 'graded', 'dissatisfactionRuled');
    expect(listOf('general', recorded)).toMatchObject({ 'follow-up-record': [3, 4, 5], 'leader-instruction': [6] });
  });

  it('files an agency’s answer as the reply of a case that no department had', () => {
    const answered = acts('registered', 'accepted', 'transferred', 'transferAnswered', 'graded');
    const absent = { 'dispatch-slip': 'transferred', 'meeting-material': 'not-complex' };
    expect(listOf('general', answered)).toMatchObject({ reply: [4], other: [3], ...absent });
    expect(listOf('complex', answered)).toMatchObject({
      'dispatch-slip': 'transferred',
      'meeting-material': 'no-meeting',
    });
    const withdrawn = acts('registered', 'accepted', 'transferred', 'withdrawn');
    expect(listOf('general', withdrawn)).toMatchObject({ 'dispatch-slip': 'withdrawn', reply: 'withdrawn' });
    const back = acts('registered', 'accepted', 'transferred', 'transferReturned', 'dispatched', 'replied');
    expect(listOf('general', back)).toMatchObject({ 'dispatch-slip': [5], reply: [6] });
  });

  it('files what the window replied to a matter that it solved itself, without a slip', () => {
    const solved = acts('registered', 'accepted', 'repliedByWindow', 'graded');
    expect(listOf('general', solved)).toMatchObject({ reply: [3], 'dispatch-slip': 'by-window' });
    const sent = acts('registered', 'accepted', 'repliedByWindow', 'graded', 'reworkOpened', 'dispatched', 'replied');
    expect(listOf('general', sent)).toMatchObject({ 'dispatch-slip': [6], reply: [3, 7] });
  });

  it('files 批示 and what was done about them', () => {
    const recorded = acts('registered', 'accepted', 'dispatched', 'urged', 'instructed', 'instructionAnswered');
    expect(listOf('general', recorded)).toMatchObject({ 'leader-instruction': [5, 6], other: [4] });
  });

  it('lists meeting, extension, warnings and tries of a complex case', () => {
    const recorded = acts(
      'registered',
      'acceptanceOverdueTold',
      'accepted',
      'handedOver',
      'meetingConvened',
      'meetingHeld',
      'dispatched',
      'extensionAsked',
      'extensionDecided',
      'yellowWarned',
      'redWarned',
      'replied',
      'followUpOpened',
      'contactTried',
      'graded',
      'closed',
    );
    expect(listOf('complex', recorded)).toEqual({
      'ledger-extract': [1, 16],
      'registration-slip': [1, 3],
      'dispatch-slip': [7],
      reply: [12],
      'extension-papers': [8, 9],
      'leader-instruction': 'no-instruction',
      'meeting-material': [5, 6],
      'follow-up-record': [13, 14, 15],
      briefing: 'no-briefing',
      other: [2, 4, 10, 11],
    });
  });

  it('keeps returns and recalls with the slips, and a ruling as the leader’s instruction too', () => {
    const recorded = acts(
      'registered',
      'accepted',
      'dispatched',
      'signReminded',
      'returned',
      'returnRuled',
      'recalled',
    );
    expect(listOf('general', recorded)).toMatchObject({
      'dispatch-slip': [3, 5, 6, 7],
      'leader-instruction': [6],
      other: [4],
    });
  });

  it('says why a matter answered on the spot has no slip', () => {
    const recorded = acts('registered', 'answeredOnTheSpot', 'followUpOpened', 'graded', 'closed');
    expect(listOf('simple', recorded)).toMatchObject({
      'registration-slip': [1, 2],
      'dispatch-slip': 'answered',
      reply: 'answered',
      'meeting-material': 'not-complex',
    });
    const slip = fileClassesOf('simple', recorded).find((one) => one.class === 'dispatch-slip');
    expect(slip).toEqual({
      class: 'dispatch-slip',
      title: '转办单',
      acts: [],
      absence: { code: 'answered', reason: '当场答复，无转办' },
    });
  });

  it('says why a declined matter has neither', () => {
    expect(listOf(null, acts('registered', 'declined', 'followUpOpened', 'graded', 'closed'))).toMatchObject({
      'registration-slip': [1, 2],
      'dispatch-slip': 'declined',
      reply: 'declined',
      'meeting-material': 'declined',
    });
  });

  it('says of a withdrawn matter that it was taken back, and keeps its correction', () => {
    const [opened, ...rest] = acts('followUpOpened', 'registered', 'amended', 'withdrawn', 'closed');
    const recorded = [...rest, { ...opened!, excluded: 'anonymous' as const }];
    expect(listOf(null, recorded)).toMatchObject({
      'registration-slip': [2, 3, 4],
      'dispatch-slip': 'withdrawn',
      reply: 'withdrawn',
      'meeting-material': 'withdrawn',
      'follow-up-record': 'withdrawn',
    });
  });

  it('says of a matter that was merged where its papers are, and of one that was released what it is missing itself', () => {
    const merged = acts('registered', 'merged', 'closed');
    expect(listOf(null, merged)).toEqual({
      'ledger-extract': [1, 3],
      'registration-slip': [1, 2],
      'dispatch-slip': 'merged',
      reply: 'merged',
      'extension-papers': 'no-extension',
      'leader-instruction': 'no-instruction',
      'meeting-material': 'merged',
      'follow-up-record': 'merged',
      briefing: 'no-briefing',
      other: 'nothing-else',
    });
    expect(listOf(null, acts('registered', 'merged', 'unmerged'))).toMatchObject({
      'registration-slip': [1, 2, 3],
      'dispatch-slip': 'not-yet',
      'follow-up-record': 'not-yet',
    });
  });

  it('records that an anonymous matter could not be followed up', () => {
    const [opened, ...rest] = acts('followUpOpened', 'registered', 'answeredOnTheSpot');
    const recorded = [...rest, { ...opened!, excluded: 'anonymous' as const }];
    expect(listOf('simple', recorded)['follow-up-record']).toBe('anonymous');
  });

  it('records that a citizen left no way to be reached, and keeps the calls to one who refused to talk', () => {
    const [opened, ...rest] = acts('followUpOpened', 'registered', 'answeredOnTheSpot');
    const recorded = [...rest, { ...opened!, excluded: 'no-contact' as const }];
    expect(listOf('simple', recorded)['follow-up-record']).toBe('no-contact');
    expect(listOf('simple', acts('registered', 'followUpOpened', 'contactTried'))['follow-up-record']).toEqual([2, 3]);
  });

  it('says of an open case what there is so far', () => {
    expect(listOf(null, acts('registered'))).toMatchObject({
      'ledger-extract': [1],
      'dispatch-slip': 'not-yet',
      reply: 'not-yet',
      'meeting-material': 'not-yet',
      'follow-up-record': 'not-yet',
    });
    expect(listOf('complex', acts('registered', 'accepted'))['meeting-material']).toBe('not-yet');
    expect(listOf('complex', acts('registered', 'accepted', 'dispatched'))['meeting-material']).toBe('no-meeting');
  });

  it('has every class once, present or absent with a reason', () => {
    const classes = fileClassesOf('simple', acts('registered'));
    expect(classes.map((one) => one.class)).toEqual(FILE_CLASSES);
    for (const one of classes) expect(one.acts.length > 0).toBe(one.absence === null);
    expect(absentClassesOf(classes)).toEqual(FILE_CLASSES.slice(2));
  });

  it('note a follow-up by an officer who was not independent', () => {
    const [opened, assigned, graded] = acts('followUpOpened', 'followUpAssigned', 'graded');
    const recorded = [opened!, { ...assigned!, dependent: true }, graded!];
    const record = fileClassesOf('general', recorded).find((one) => one.class === 'follow-up-record')!;
    expect(record.acts.map((act) => act.note)).toEqual([undefined, 'not-independent', undefined]);
  });
});
