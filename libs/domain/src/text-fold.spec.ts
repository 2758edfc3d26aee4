import fc from 'fast-check';
import { HAN_VARIANTS } from './han-variants.js';
import { foldedCharacters, foldText, nameKey } from './text-fold.js';

const characters = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '·',
    ' • ',
    '.',
    'İ',
    'ß',
    'ς',
    '\u200b',
    '\u0307',
    '臺',
    'Ａ',
    '\u3164',
    '\u2800',
    '\ud800',
    '\u0000',
  ),
);
const texts = fc.array(characters, { maxLength: 30 }).map((parts) => parts.join(''));

describe('the fold of a text', () => {
  it.each([
    ['width and compatibility forms', 'ＡＢＣ　㈱ﾃｽﾄ①', 'abc (株)テスト1'],
    ['case of any script', 'STRASSE Straße ΣΊΣΥΦΟΣ σίσυφος ДЯДЯ İI ı', 'strasse strasse σίσυφοσ σίσυφοσ дядя ii i'],
    ['traditional characters', '歐陽張劉葉鄭呉國慶臺灣', '欧阳张刘叶郑吴国庆台湾'],
    ['variants of print and region', '峯群髙黄黃温溫呂靑眞', '峰群高黄黄温温吕青真'],
    ['compatibility ideographs and radicals', '⼭凜\uf9dd', '山凛利'],
    [
      'dots of transcribed names',
      '古丽•阿布都 古丽・阿布都 古丽‧阿布都 古丽 ⋅ 阿布都',
      '古丽·阿布都 古丽·阿布都 古丽·阿布都 古丽·阿布都',
    ],
    ['a full stop between letters only', 'J.K. 1.5 完.再来', 'j·k. 1.5 完·再来'],
    ['invisible and control characters', '张\u200b三\u200d\u2060\u00ad\ufe0f\u202e\u0007\ud800李', '张三李'],
    ['blanks', ' 张\t\n\u3000 三\u00a0\u2800 ', '张 三'],
  ])('makes %s one', (_what, written, folded) => expect(foldText(written)).toBe(folded));

  it('does not join characters that modern Chinese tells apart', () => {
    for (const [one, other] of ['着著', '余予', '辨辩', '连联', '么幺', '缺欠']) {
      expect(foldText(one!)).not.toBe(foldText(other!));
    }
  });

  it('leaves nothing of a text that nobody can see', () => {
    expect(foldText('\u200b\u3164\u2800\u202e\ufe0f \u0000')).toBe('');
  });

  it('is the same when done twice, whatever the text', () => {
    const twice = (text: string) => expect(foldText(foldText(text))).toBe(foldText(text));
    twice('\u0130\u0307');
    fc.assert(fc.property(texts, twice));
  });

  it('knows each variant once, and simplifies to what is simplified', () => {
    const groups = HAN_VARIANTS.split(' ').map((group) => [...group]);
    const variants = groups.flatMap(([, ...others]) => others);
    expect(new Set(variants).size).toBe(variants.length);
    expect(groups.filter(([simple]) => variants.includes(simple!))).toEqual([]);
    expect(variants.filter((variant) => variant.normalize('NFKC') !== variant)).toEqual([]);
  });
});

describe('the key of a name', () => {
  it('is one for every way to write it', () => {
    const spellings = [
      '古丽·阿布都',
      '古 丽 • 阿布都',
      '古丽-阿布都',
      '古麗阿布都',
      '古丽\u200b．阿布都',
      '古丽－阿布都',
    ];
    expect(new Set(spellings.map(nameKey))).toEqual(new Set(['古丽阿布都']));
    expect(nameKey('O’Brien, J.')).toBe(nameKey("o'brien, j"));
  });
});

describe('a text character by character', () => {
  it('says of every character where it stands, and leaves none out', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const found = foldedCharacters(text);
        expect(found.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
      }),
    );
    expect(foldedCharacters('Ａ\u200b臺e\u0301')).toEqual([
      { folded: 'a', start: 0, end: 1 },
      { folded: '', start: 1, end: 2 },
      { folded: '台', start: 2, end: 3 },
      { folded: 'é', start: 3, end: 5 },
    ]);
  });
});
