import { Config } from '@bancheng/platform';
import { queryCodeSection } from './query-code.config.js';
import { QueryCodes } from './query-codes.js';

const codesOf = (secret: string) =>
  new QueryCodes(Config.load({ QUERY_CODE_SECRET: secret.padEnd(32, '-') }, [queryCodeSection]));
const CASE = '0197a7b0-0000-7000-8000-000000000001';
const ANOTHER = '0197a7b0-0000-7000-8000-000000000002';

const FIRST = { id: CASE, renewal: 0 };

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
    expect(codes.matches(FIRST, `${code.slice(0, 5)}-${code.slice(5).toLowerCase()} `)).toBe(true);
  });

  it('match in full width, and with characters taken for one another', () => {
    const wide = (code: string) => code.replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0));
    const mistaken = { O: '0', I: 'l', L: '1', B: '8' } as Readonly<Record<string, string>>;
    // Every one of these letters stands in the code of one of these cases.
    const cases = Array.from({ length: 40 }, (_, n) => ({ id: `${CASE}${n}`, renewal: 0 }));
    expect(Object.keys(mistaken).every((one) => cases.some(({ id }) => codes.of(id).includes(one)))).toBe(true);
    for (const one of cases) {
      const code = codes.of(one.id);
      const misread = code.replace(/[OILB]/g, (letter) => mistaken[letter]!);
      for (const given of [wide(code), misread, wide(misread)]) expect(codes.matches(one, given)).toBe(true);
    }
  });

  it('end with the next one', () => {
    const [old, renewed] = [codes.of(CASE), codes.of(CASE, 1)];
    expect(codes.matches({ id: CASE, renewal: 1 }, renewed)).toBe(true);
    expect(codes.matches({ id: CASE, renewal: 1 }, old)).toBe(false);
    expect(codes.matches(FIRST, renewed)).toBe(false);
  });

  it.each([
    ['another case’s', codes.of(ANOTHER)],
    ['a longer one', `${codes.of(CASE)}A`],
    ['a shorter one', codes.of(CASE).slice(1)],
    ['none', ''],
    ['one of other letters', '王'.repeat(10)],
  ])('do not match %s', (_, given) => {
    expect(codes.matches(FIRST, given)).toBe(false);
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
