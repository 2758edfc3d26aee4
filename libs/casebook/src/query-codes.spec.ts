import { Config } from '@bancheng/platform';
import { queryCodeSection } from './query-code.config.js';
import { QueryCodes } from './query-codes.js';

const codesOf = (secret: string) =>
  new QueryCodes(Config.load({ QUERY_CODE_SECRET: secret.padEnd(32, '-') }, [queryCodeSection]));
const CASE = '0197a7b0-0000-7000-8000-000000000001';
const ANOTHER = '0197a7b0-0000-7000-8000-000000000002';

describe('query codes', () => {
  const codes = codesOf('one hall');

  it('are ten base32 characters, the same each time, and another for another case or hall', () => {
    expect(codes.of(CASE)).toMatch(/^[A-Z2-7]{10}$/);
    expect(codes.of(CASE)).toBe(codesOf('one hall').of(CASE));
    expect(codes.of(CASE)).not.toBe(codes.of(ANOTHER));
    expect(codes.of(CASE)).not.toBe(codesOf('another hall').of(CASE));
  });

  it('match as people write them', () => {
    const code = codes.of(CASE);
    expect(codes.matches(CASE, `${code.slice(0, 5)}-${code.slice(5).toLowerCase()} `)).toBe(true);
  });

  it.each([
    ['another case’s', codes.of(ANOTHER)],
    ['a longer one', `${codes.of(CASE)}A`],
    ['a shorter one', codes.of(CASE).slice(1)],
    ['none', ''],
    ['one of other letters', '王'.repeat(10)],
  ])('do not match %s', (_, given) => {
    expect(codes.matches(CASE, given)).toBe(false);
  });

  it('match no case that does not exist, whatever is given', () => {
    expect(codes.matches(null, codes.of(''))).toBe(false);
  });

  it('need a secret of 32 characters, which no message repeats', () => {
    const load = () => Config.load({ QUERY_CODE_SECRET: 'secret' }, [queryCodeSection]);
    expect(load).toThrow('QUERY_CODE_SECRET：至少 32 个字符');
    expect(load).not.toThrow('secret');
  });
});
