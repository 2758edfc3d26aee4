import { z } from 'zod';
import { CHINESE_MESSAGES } from './field-messages.js';

describe('what a field is told', () => {
  beforeAll(() => {
    z.config(CHINESE_MESSAGES);
  });

  const text = z.string().min(2).max(50);
  it.each([
    ['a text too long', text, '长'.repeat(51), '不得超过 50 个字'],
    ['a text too short', text, '短', '至少 2 个字'],
    ['nothing where something must be', z.string().min(1), '', '不能为空'],
    ['a field left out', text, undefined, '必填'],
    ['a number for a text', text, 3, '应为文字'],
    ['a long list', z.array(z.string()).max(2), ['1', '2', '3'], '不得超过 2 项'],
    ['a large number', z.int().max(5), 6, '不得大于 5'],
    ['a small number', z.int().positive(), 0, '应大于 0'],
    ['a broken number', z.int(), 1.5, '应为整数'],
    ['a text for a number', z.number(), '1', '应为数字'],
    ['none of a list', z.enum(['a', 'b']), 'c', '应为以下之一：a、b'],
    ['not the one value', z.literal(true), false, '应为 true'],
    ['no id', z.uuid(), 'x', '应为 UUID'],
    ['no date', z.iso.date(), '2026-13-01', '应为日期，例如 2026-03-02'],
    ['no such form', z.string().regex(/^a$/), 'b', '格式不正确'],
    ['neither of two', z.union([z.string(), z.boolean()]), 3, '不符合要求'],
    ['an odd number', z.number().multipleOf(5), 3, '应为 5 的倍数'],
  ])('%s is told the limit in plain words', (_what, schema, given, message) => {
    expect(schema.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
