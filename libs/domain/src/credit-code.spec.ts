import { isCreditCode } from './credit-code.js';

describe('统一社会信用代码', () => {
  it.each(['91350100M000100Y43', '91110000802100433B'])('%s has its check character', (code) => {
    expect(isCreditCode(code)).toBe(true);
  });

  it.each([
    ['another check character', '91350100M000100Y44'],
    ['two characters changed over', '91350100M000010Y43'],
    ['a letter that is not used', '91350100I000100Y43'],
    ['a character too few', '91350100M000100Y4'],
  ])('with %s it is none', (_what, code) => expect(isCreditCode(code)).toBe(false));
});
