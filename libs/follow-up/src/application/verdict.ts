import type { ActDraft, ActText, Complaint } from '@bancheng/casebook';
import type { ActDetail, Rater } from '@bancheng/contracts';
import { isDissatisfied, type Grade } from '@bancheng/domain';
import type { RoundEnd } from '../infrastructure/round.repository.js';
import { refuseField } from './refuse-field.js';

/** What the citizen says of the handling; of a declined matter also whether the explanation was understood. */
export interface Verdict {
  grade: Grade;
  explanationUnderstood?: boolean | undefined;
}

/**
 * Whether a declined matter's explanation was understood, as an act's detail carries it: asked of every declined matter and
 * of no other (三(五), 耐心细致的解答).
 * @throws Problem 422 `unfit-for-case` where it is missing, or given though nothing was declined
 */
export function explanationOf(
  { type }: Pick<Complaint, 'type'>,
  { explanationUnderstood }: Verdict,
): { explanationUnderstood?: boolean } {
  const declined = type === null;
  if (declined && explanationUnderstood === undefined) {
    throw refuseField('explanationUnderstood', 'required', '不予受理的件须填写是否理解所作解释');
  }
  if (!declined && explanationUnderstood !== undefined) {
    throw refuseField('explanationUnderstood', 'not-asked', '只有不予受理的件填写此项');
  }
  return explanationUnderstood === undefined ? {} : { explanationUnderstood };
}

/** What the citizen said beside the grade, as the act's text. */
export function commentOf(comment: string | undefined): ActText<'follow-up-comment'>[] {
  return comment === undefined ? [] : [{ kind: 'follow-up-comment', ref: null, body: comment }];
}

/** A grade given within the follow-up. An explanation that was not understood goes to the leader, as 不满意 does. */
export function gradedDraft(complaint: Complaint, verdict: Verdict, by: Rater): ActDraft<'graded'> {
  const explanation = explanationOf(complaint, verdict);
  const content = !isDissatisfied(verdict.grade) && explanation.explanationUnderstood !== false;
  return {
    detail: { grade: verdict.grade, by, ...explanation },
    to: content ? 'followed-up' : 'dissatisfied',
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
