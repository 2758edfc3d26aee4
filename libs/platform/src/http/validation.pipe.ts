import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { z } from 'zod';
import { Problem, type FieldError } from './problem.js';

/** More would help nobody, and a hostile body can cause thousands. */
const MOST_ERRORS = 50;

/** Validates every parameter that carries a schema (`@Body({ schema })`, …) and hands on the schema's output. */
@Injectable()
export class ValidationPipe extends StandardSchemaValidationPipe {
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    if (!metadata.schema || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = await this.validate<T>(value, metadata.schema);
    if (!result.issues) return result.value;
    throw validationProblem(result.issues as readonly z.core.$ZodIssue[], metadata);
  }
}

function validationProblem(issues: readonly z.core.$ZodIssue[], { type, data }: ArgumentMetadata): Problem {
  const place = type === 'param' ? 'path' : type === 'query' ? 'query' : 'body';
  const root = data === undefined ? [] : [data];
  return new Problem({
    status: 400,
    code: 'request-invalid',
    title: '提交的内容不符合要求',
    errors: fieldErrorsOf(issues, place, root),
  });
}

/** What zod found wrong, field by field, as problems say it; `root` is where in the request the value stood. */
export function fieldErrorsOf(
  issues: readonly z.core.$ZodIssue[],
  place: FieldError['in'],
  root: readonly PropertyKey[] = [],
): FieldError[] {
  return issues.flatMap((issue) => fieldErrors(issue, place, root)).slice(0, MOST_ERRORS);
}

function fieldErrors(issue: z.core.$ZodIssue, place: FieldError['in'], root: readonly PropertyKey[]): FieldError[] {
  const path = [...root, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      in: place,
      pointer: pointerOf([...path, key]),
      code: 'unknown-field',
      message: '没有这个字段',
    }));
  }
  const code = codeOf(issue);
  return [{ in: place, pointer: pointerOf(path), code, message: issue.message }];
}

/** A rule of ours may have a code of its own (`params.code`); zod's are told as they are. */
function codeOf(issue: z.core.$ZodIssue): string {
  const own: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
  return typeof own === 'string' ? own : issue.code.replaceAll('_', '-');
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
