import type { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: '应为文字',
  int: '应为整数',
  number: '应为数字',
  boolean: '应为 true 或 false',
  array: '应为列表',
  object: '应为由各栏目组成的对象',
  record: '应为由各栏目组成的对象',
  null: '应为空',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '应为 UUID',
  date: '应为日期，例如 2026-03-02',
  datetime: '应为日期和时间，例如 2026-03-02T01:30:00.000Z',
  time: '应为时间，例如 09:00',
  email: '应为电子邮箱地址',
  url: '应为网址',
  safeint: '应为整数',
};

const UNITS: Readonly<Record<string, string>> = {
  string: ' 个字',
  array: ' 项',
  set: ' 项',
  map: ' 项',
  object: ' 项',
};

/**
 * What zod found wrong, as a sentence for whoever fills in a form; schemas say more where they know more. Set for the whole
 * process, so that no schema speaks of types and operators.
 */
export const CHINESE_MESSAGES: { localeError: z.core.$ZodErrorMap } = {
  localeError: (issue) => messageOf(issue),
};

function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '必填' : (KINDS[String(issue['expected'])] ?? '类型不正确');
    case 'invalid_value':
      return oneOf(issue['values'] as readonly unknown[]);
    case 'invalid_format':
      return FORMATS[String(issue['format'])] ?? '格式不正确';
    case 'too_big':
      return atMost(issue);
    case 'too_small':
      return atLeast(issue);
    case 'not_multiple_of':
      return `应为 ${String(issue['divisor'])} 的倍数`;
    case 'unrecognized_keys':
      return '没有这个字段';
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return '不符合要求';
  }
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 1 ? `应为 ${String(values[0])}` : `应为以下之一：${values.map(String).join('、')}`;
}

function atMost(issue: Issue): string {
  const most = String(issue['maximum']);
  const unit = UNITS[String(issue['origin'])];
  if (unit !== undefined) return `不得超过 ${most}${unit}`;
  return issue['inclusive'] === false ? `应小于 ${most}` : `不得大于 ${most}`;
}

function atLeast(issue: Issue): string {
  const least = String(issue['minimum']);
  const unit = UNITS[String(issue['origin'])];
  if (unit !== undefined) return least === '1' ? '不能为空' : `至少 ${least}${unit}`;
  return issue['inclusive'] === false ? `应大于 ${least}` : `不得小于 ${least}`;
}
