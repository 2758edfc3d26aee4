import { DomainError } from '@bancheng/domain';
import { unprocessable } from '@bancheng/platform';

/**
 * Runs a rule of the domain on what a person asked for.
 * @param pointer of the field in the body that the rule is about
 * @throws Problem 422 with the rule's code in kebab case where the rule refuses
 */
export function ruled<T>(rule: () => T, pointer: string): T {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw unprocessable(error.code.toLowerCase().replaceAll('_', '-'), '填写的期限不符合规则').at(pointer);
  }
}
