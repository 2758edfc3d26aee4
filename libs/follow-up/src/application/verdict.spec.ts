import { BUILT_IN_RULES } from '@bancheng/casebook';
import { GRADES, startCaseClock } from '@bancheng/domain';
import { answersOf, gradedDraft, gradedEnd, type Judged, type Verdict } from './verdict.js';

const AT = '2026-03-02T01:00:00.000Z';
const JUDGED = { at: AT, rules: BUILT_IN_RULES };
const taken: Judged = {
  round: { terminated: false },
  complaint: { type: 'general', clocks: [startCaseClock(1, 'general', AT, BUILT_IN_RULES)] },
};
const declined: Judged = { round: { terminated: false }, complaint: { type: null, clocks: [] } };
const terminated: Judged = { ...taken, round: { terminated: true } };

describe('a verdict', () => {
  it('of a matter that was handled is the grade, whose consequences are the grade’s alone, and what else was said', () => {
    const leads = GRADES.map((grade) => gradedDraft(taken, { grade }, 'officer', JUDGED).to);
    expect(leads).toEqual(['followed-up', 'followed-up', 'followed-up', 'dissatisfied', 'dissatisfied']);
    const said = { grade: 'satisfied', responded: true, solved: false } as const;
    expect(gradedDraft(taken, said, 'citizen', JUDGED).detail).toEqual({ ...said, by: 'citizen' });
  });

  it.each<[Verdict, string]>([
    [{ grade: 'satisfied', explanationUnderstood: true }, 'followed-up'],
    [{ grade: 'satisfied', explanationUnderstood: false }, 'dissatisfied'],
    [{ grade: 'dissatisfied', explanationUnderstood: true }, 'dissatisfied'],
  ])('of a declined matter, %j, leads to %s', (verdict, to) => {
    const draft = gradedDraft(declined, verdict, 'officer', JUDGED);
    expect(draft).toMatchObject({ detail: { ...verdict, by: 'officer' }, to });
    expect(gradedEnd(draft.detail, AT)).toEqual({
      state: 'graded',
      endedAt: AT,
      grade: verdict.grade,
      gradedBy: 'officer',
      explanationUnderstood: verdict.explanationUnderstood,
    });
  });

  it('says of a declined matter whether the explanation was understood, and of no other', () => {
    const refused = (code: string) =>
      expect.objectContaining({ status: 422, errors: [expect.objectContaining({ code })] });
    expect(() => answersOf(declined, { grade: 'satisfied' })).toThrow(refused('required'));
    expect(() => answersOf(taken, { grade: 'satisfied', explanationUnderstood: true })).toThrow(refused('not-asked'));
    const unasked = { grade: 'satisfied', explanationUnderstood: true, solved: true } as const;
    expect(() => answersOf(declined, unasked)).toThrow(refused('not-asked'));
  });

  it('of a terminated matter is asked like that of a declined one, and 不满意 goes to the leader, not to a rework', () => {
    expect(() => answersOf(terminated, { grade: 'satisfied' })).toThrow(
      expect.objectContaining({ status: 422, errors: [expect.objectContaining({ code: 'required' })] }),
    );
    const unhappy = { grade: 'dissatisfied', explanationUnderstood: true } as const;
    expect(gradedDraft(terminated, unhappy, 'officer', JUDGED).clocks).toMatchObject([
      { kind: 'ruling', endedAt: null },
    ]);
    expect(gradedDraft(taken, { grade: 'dissatisfied' }, 'officer', JUDGED).clocks).toEqual([]);
  });
});
