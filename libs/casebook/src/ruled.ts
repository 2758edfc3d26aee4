import { DomainError } from '@bancheng/domain';
import { unprocessable, type Problem } from '@bancheng/platform';

/** What a person reads whose input a rule refused, by the rule's code; other codes get a general sentence. */
const SENTENCES: Readonly<Record<string, string>> = {
  EXTENSION_DAYS_INVALID: '延期天数超出现行规则允许的范围',
  DISPATCH_DATE_PAST: '要求的办结日期已过',
  DATE_TOO_FAR: '日期太远：距今超过现行规则允许的工作日数，请核对年份',
  WORKING_DAYS_INVALID: '工作日天数超出允许的范围',
};

/**
 * The one place where a rule's no becomes a refusal: 422 with the rule's code in kebab case. Any other error is thrown
 * on.
 * @param pointers of the fields in the body that the rule is about, where that is known
 */
export function refusalOf(error: unknown, ...pointers: string[]): Problem {
  if (!(error instanceof DomainError)) throw error;
  const problem = unprocessable(
    error.code.toLowerCase().replaceAll('_', '-'),
    SENTENCES[error.code] ?? '填写的期限不符合规则',
  );
  return pointers.length === 0 ? problem : problem.at(...pointers);
}

/**
 * Runs a rule of the domain on what a person asked for.
 * @param pointer of the field in the body that the rule is about
 * @throws Problem as `refusalOf`
 */
export function ruled<T>(rule: () => T, pointer: string): T {
  try {
    return rule();
  } catch (error) {
    throw refusalOf(error, pointer);
  }
}
