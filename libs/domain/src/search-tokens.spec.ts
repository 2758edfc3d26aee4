import fc from 'fast-check';
import { foldText } from './text-fold.js';
import { MOST_QUERY_TOKENS, MOST_SEARCH_TOKENS, queryTokens, searchTokens } from './search-tokens.js';

const finds = (text: string, words: string) => {
  const tokens = new Set(searchTokens(text));
  return queryTokens(words).every((token) => tokens.has(token));
};
const han = fc.integer({ min: 0x4e00, max: 0x9fff }).map((code) => String.fromCodePoint(code));
const character = fc.oneof(
  han,
  fc.constantFrom('a', 'Z', '7', ' ', '，', '𠮷', 'é', '-'),
  fc.string({ unit: 'binary' }),
);
const texts = fc.array(character, { maxLength: 80 }).map((characters) => characters.join(''));

describe('tokens of a text', () => {
  it('are single Han characters, neighbouring pairs, and words', () => {
    expect(searchTokens('营业执照, A区Window2')).toEqual([
      ...['营', '业', '执', '照', '营业', '业执', '执照', 'a', '区', 'window2', '2'],
    ]);
  });

  it('take full-width forms for plain ones and keep a phone whole', () => {
    expect(searchTokens('Ｔｅｌ０６３２-８８３６７６０')).toEqual(['tel0632', '0632', '8836760']);
    expect(finds('请回电13800000000谢谢', '１３８００００００００')).toBe(true);
    expect(finds('tel13800000000', '13800000000')).toBe(true);
  });

  it('do not pair characters across punctuation, and treat a rare character as one', () => {
    expect(searchTokens('照，执')).toEqual(['照', '执']);
    expect(searchTokens('𠮷野')).toEqual(['𠮷', '野', '𠮷野']);
  });

  it('are distinct, and none for a text with nothing to search by', () => {
    expect(searchTokens('好好好 ok OK')).toEqual(['好', '好好', 'ok']);
    expect(searchTokens(' ，。\u0000\ud800!?')).toEqual([]);
  });
});

describe('a query', () => {
  it.each([
    ['照', ['照']],
    ['执照', ['执照']],
    ['营业执照', ['营业', '业执', '执照']],
    ['执照 Window2', ['执照', 'window2']],
    ['  ', []],
  ])('%j asks for %j', (words, tokens) => expect(queryTokens(words)).toEqual(tokens));

  it('finds every word of up to two Han characters that the text holds', () => {
    fc.assert(
      fc.property(fc.array(han, { minLength: 2, maxLength: 40 }), texts, texts, (run, before, after) => {
        const text = `${before} ${run.join('')} ${after}`;
        run.forEach((_, index) => {
          expect(finds(text, run.slice(index, index + 1).join(''))).toBe(true);
          expect(finds(text, run.slice(index, index + 2).join(''))).toBe(true);
        });
      }),
    );
  });

  it('finds a text by the whole of itself', () => {
    fc.assert(fc.property(texts, (text) => expect(finds(text, text)).toBe(true)));
  });

  it('does not find a pair whose characters only stand apart', () => {
    expect(finds('执业照片', '执照')).toBe(false);
  });
});

describe('bounds', () => {
  it('cover 10,000 characters whole', () => {
    const every = Array.from({ length: 20_000 }, (_, index) => String.fromCodePoint(0x4e00 + index));
    const text = every
      .filter((one) => foldText(one) === one)
      .slice(0, 10_000)
      .join('');
    expect(searchTokens(text)).toHaveLength(19_999);
  });

  it.each([
    ['one run of Han', (index: number) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))],
    ['one word', () => 'x'],
    ['one digit run', () => '7'],
    ['marks on one letter', () => '\u0301'],
    ['ligatures that widen', () => '\ufdfa'],
    ['separators', () => ' '],
  ])('hold for a megabyte of %s', (_, unit) => {
    const text = Array.from({ length: 1_000_000 }, (_value, index) => unit(index)).join('');
    expect(searchTokens(text).length).toBeLessThanOrEqual(MOST_SEARCH_TOKENS);
    expect(queryTokens(text).length).toBeLessThanOrEqual(MOST_QUERY_TOKENS);
  });
});
