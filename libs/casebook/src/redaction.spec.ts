import { withoutIdentity } from './redaction.js';

const WANG = {
  ...{ name: '王小明', reporter: { kind: 'person' as const }, otherContact: null },
  ...{ phone: '13800001234', phoneGiven: null as string | null },
};

describe('a text for those who may not know the citizen', () => {
  it.each([
    ['the whole name', '王小明来访', '反映人来访'],
    ['with blanks and in traditional characters', '陳 麗 華到窗口', '反映人到窗口', { ...WANG, name: '陈丽华' }],
    ['the given name alone', '小明说没有办成', '反映人说没有办成'],
    ['the surname with a title', '王女士、王先生、王某、王某某', '反映人、反映人、反映人、反映人'],
    ['a surname of two characters', '欧阳女士即若兰', '反映人即反映人', { ...WANG, name: '欧阳若兰' }],
    ['a name of two characters', '王五和五金店', '反映人和五金店', { ...WANG, name: '王五' }],
    ['the number in groups', '电话138-0000-1234', '电话＊＊＊'],
    ['the number in full width with its country code', '+86 １３８ ００００ １２３４', '+86 ＊＊＊'],
    ['the number in Chinese digits', '电话一三八零零〇〇幺二三四', '电话＊＊＊'],
    [
      'a landline without its area code',
      '打8836760或0632-8836760',
      '打＊＊＊或＊＊＊',
      { ...WANG, phone: '06328836760' },
    ],
    [
      'a landline with its extension, whole and in parts, as it was given and as it is kept',
      '0632-8836760转8001，06328836760 分機 8001，8836760-8001，(0632)8836760，+86 632 8836760#8001',
      '＊＊＊，＊＊＊，＊＊＊，(＊＊＊，＊＊＊',
      { ...WANG, phone: '06328836760转8001', phoneGiven: '+86 632 8836760#8001' },
    ],
    [
      'a number of Hong Kong with its code and without',
      '00852-9123 4567或9123-4567',
      '00＊＊＊或＊＊＊',
      { ...WANG, phone: '+85291234567' },
    ],
    ['anybody’s 身份证号', '证件37040219900101123X，３７０４０２ １９９００１０１ １２３４', '证件＊＊＊，＊＊＊'],
  ])('has not %s', (_what, text, expected, citizen = WANG) => {
    expect(withoutIdentity(text, [citizen])).toBe(expected);
  });

  it.each(['编号BBCS-370406-2026-00001', '李女士在窗口', '办理时限2026年3月2日17:00', '两次到窗口，第三次办结'])(
    'keeps what is not the citizen’s: %s',
    (text) => {
      expect(withoutIdentity(text, [WANG])).toBe(text);
    },
  );

  it('hides whoever the citizen was before a correction too', () => {
    expect(withoutIdentity('王小明改为汪晓明', [WANG, { ...WANG, name: '汪晓明', phone: '13900001234' }])).toBe(
      '反映人改为反映人',
    );
  });
});
