import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LIKE_MATTER, likenessTo } from './likeness.js';

interface Sample {
  id: string;
  record: string;
  request: string;
}
const samples = JSON.parse(readFileSync(resolve(__dirname, '../../../test/samples/public.json'), 'utf8')) as Sample[];
const textOf = ({ record, request }: Sample) => `${record}\n${request}`;

/** The same matters as somebody else at the window would write them down. */
const RETOLD: Readonly<Record<string, string>> = {
  'PUB-01': '房产证楼栋号和银行备注对不上，二手房商转公办不下来，跑了两趟。请把商业贷款转成公积金贷款。',
  'PUB-04':
    '餐饮店铺位已装修，上一家租户没注销，营业执照、食品经营许可证办不了，春节前想开张。请解决登记地址被占用的问题。',
  'PUB-05': '来办教师资格认定，体检表忘在家里，离得远来不及。希望先受理，体检表后补。',
  'PUB-10': '进口餐具通关要“不是艺术品”的证明，主管部门开不了，跑了几天没结果。请协调。',
  'PUB-12': '社保在外省和本地都缴过，到龄退休外省办不了，想问能否在本地办退休。请办理社保转移。',
  'PUB-18': '货车办道路运输证，检测报告网上查不到，窗口不受理。请核实检测报告。',
  'PUB-19': '社保卡换发半年跑了三趟没领到，社保局和银行互相推。请明确谁负责。',
  'PUB-20': '结婚证三次没领成，每次让补材料，登记员态度差。请一次说清材料。',
};

const likeness = (one: string, other: string) => likenessTo(one)(other);

describe('likeness', () => {
  it('tells every two different matters of the samples apart', () => {
    const alike = samples.flatMap((one, at) =>
      samples.slice(0, at).filter((other) => likeness(textOf(one), textOf(other)) >= LIKE_MATTER / 2),
    );
    expect(alike).toEqual([]);
  });

  it.each(Object.entries(RETOLD))('finds %s told again, and nothing else', (id, retold) => {
    const found = samples.filter((sample) => likeness(retold, textOf(sample)) >= LIKE_MATTER);
    expect(found.map((sample) => sample.id)).toEqual([id]);
  });

  it('is 1 for the same text, the same in both orders, and blind to width and case', () => {
    const [one, other] = samples.map(textOf) as [string, string];
    expect(likeness(one, one)).toBe(1);
    expect(likeness(one, other)).toBe(likeness(other, one));
    expect(likeness('办理ＡＢＣ许可证延续被要求自己两头跑', '办理abc许可证延续被要求自己两头跑')).toBe(1);
  });

  it.each([
    ['', '请尽快办理食品经营许可'],
    ['？！', '？！'],
    ['办证', '来办证的人都说办证难，跑了三次也没有办成'],
  ])('does not take %j, which says next to nothing, for a part of another text', (short, long) => {
    expect(likeness(short, long)).toBeLessThan(LIKE_MATTER);
  });
});
