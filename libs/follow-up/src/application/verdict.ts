import type { ActDraft, ActText, Complaint } from '@bancheng/casebook';
import type { ActDetail, Rater } from '@bancheng/contracts';
import { followUpEndedClocks, isDissatisfied, rulingOwedClocks, type CaseRules, type Grade } from '@bancheng/domain';
import type { RoundEntity } from '../infrastructure/round.entity.js';
import type { RoundEnd } from '../infrastructure/round.repository.js';
import { refuseField } from './refuse-field.js';

/** What a verdict is about: the case, and the round of its follow-up. */
export interface Judged {
  complaint: Pick<Complaint, 'type' | 'clocks'>;
  round: Pick<RoundEntity, 'terminated'>;
}

/** What the citizen says of the handling; of a declined or terminated matter whether the explanation was understood instead. */
export interface Verdict {
  grade: Grade;
  /** 是否联系, 是否解决; undefined where the citizen did not say. */
  responded?: boolean | undefined;
  solved?: boolean | undefined;
  explanationUnderstood?: boolean | undefined;
}

type Answers = Pick<ActDetail<'graded'>, 'responded' | 'solved' | 'explanationUnderstood'>;

/**
 * What was answered beside the grade, as an act's detail carries it. Of a declined or terminated matter that is whether its explanation
 * was understood, which must be asked (三(五), 耐心细致的解答); its handling came to no end, so that nothing else is.
 * @throws Problem 422 `unfit-for-case` where that is missing, or an answer is given that is not asked of this matter
 */
export function answersOf({ complaint: { type }, round: { terminated } }: Judged, verdict: Verdict): Answers {
  const { responded, solved, explanationUnderstood } = verdict;
  const declined = type === null || terminated;
  if (declined && explanationUnderstood === undefined) {
    throw refuseField('explanationUnderstood', 'required', '不予受理或终止的件须填写是否理解所作解释');
  }
  if (!declined && explanationUnderstood !== undefined) {
    throw refuseField('explanationUnderstood', 'not-asked', '只有不予受理或终止的件填写此项');
  }
  for (const field of ['responded', 'solved'] as const) {
    if (declined && verdict[field] !== undefined) throw refuseField(field, 'not-asked', '不予受理或终止的件不填写此项');
  }
  return {
    ...(responded !== undefined && { responded }),
    ...(solved !== undefined && { solved }),
    ...(explanationUnderstood !== undefined && { explanationUnderstood }),
  };
}

/** What the citizen said beside the grade, as the act's text. */
export function commentOf(comment: string | undefined): ActText<'follow-up-comment'>[] {
  return comment === undefined ? [] : [{ kind: 'follow-up-comment', ref: null, body: comment }];
}

/**
 * A grade given within the follow-up at `at` (UTC), which it ends. An explanation that was not understood goes to the
 * leader, as 不满意 does; from then on the leader's time to rule runs, unless a rework opens by itself.
 */
export function gradedDraft(
  judged: Judged,
  verdict: Verdict,
  by: Rater,
  { at, rules }: { at: string; rules: CaseRules },
): ActDraft<'graded'> {
  const answers = answersOf(judged, verdict);
  const { clocks } = judged.complaint;
  const content = !isDissatisfied(verdict.grade) && answers.explanationUnderstood !== false;
  return {
    detail: { grade: verdict.grade, by, ...answers },
    to: content ? 'followed-up' : 'dissatisfied',
    clocks: [
      ...followUpEndedClocks(clocks, at),
      ...(content ? [] : rulingOwedClocks(clocks, judged.round.terminated, at, rules)),
    ],
  };
}

/** How the grade, given at `at` (UTC), ends the open round. */
export function gradedEnd({ grade, by, explanationUnderstood }: ActDetail<'graded'>, at: string): RoundEnd {
  return {
    state: 'graded',
    endedAt: at,
    grade,
    gradedBy: by ?? null,
    explanationUnderstood: explanationUnderstood ?? null,
  };
}
