import { DOUBT_KINDS, type DoubtKind } from '@bancheng/contracts';
import { PHONES_IN_TEXT } from '@bancheng/domain';
import { digitsOf, foldedUnits } from './redaction.js';

interface Doubt {
  kind: DoubtKind;
  /** The place as it stands in the text. */
  excerpt: string;
}

/** The surnames of most people. */
const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const PATTERNS: Readonly<Record<DoubtKind, RegExp>> = {
  person: new RegExp(`[${SURNAMES}](?:女士|先生|小姐|太太|师傅|老师|阿姨|大姐|大哥|大爷|大妈|某)`, 'gu'),
  phone: PHONES_IN_TEXT,
  address:
    /[\p{Script=Han}]{1,8}(?:小区|花园|家园|公寓|街道|路|街|巷|村)[\p{Script=Han}\d]{0,8}?\d+(?:号楼|单元|号|栋|幢|室|组)|\d+(?:号楼|单元|栋|幢|室)/gu,
};

/** Places in a text, already without the citizen, that a clerk has to look at: people, telephones, addresses. */
export function doubtsIn(text: string): Doubt[] {
  const units = foldedUnits(text);
  const words = units.map(({ unit }) => unit).join('');
  return DOUBT_KINDS.flatMap((kind) =>
    Array.from((kind === 'phone' ? digitsOf(units) : words).matchAll(PATTERNS[kind]), ({ 0: found, index }) => {
      const excerpt = text.slice(units[index]!.start, units[index + found.length - 1]!.end);
      return { kind, excerpt };
    }),
  );
}
