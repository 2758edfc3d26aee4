import { phoneParts } from '@bancheng/domain';

/** 复姓 in use; every other surname has one character. */
const DOUBLE_SURNAMES =
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 令狐 夏侯 长孙 宇文 端木 百里 南宫 轩辕 淳于 单于 申屠 钟离 闾丘 澹台 公冶 宗政 濮阳 太叔 独孤 赫连 呼延 万俟 闻人 拓跋 西门 东郭 左丘 公羊';
const SURNAMES_OF_TWO = new Set(DOUBLE_SURNAMES.split(' '));
/** What is said after a surname in place of the given name. */
const TITLES =
  '某某 某 女士 先生 小姐 太太 同志 师傅 老师 老板 经理 总 大姐 大哥 大爷 大妈 大娘 大叔 大婶 阿姨 叔叔 老汉 老人 姓'.split(
    ' ',
  );

/** A name of people who write it in Chinese characters, surname first. */
const CHINESE_NAME = /^\p{Script=Han}{2,4}$/u;

/**
 * How a text may speak of somebody of this name (its key, see `nameKey`): by the whole name, by the given name of at least two
 * characters, by the surname with a title.
 */
export function nameForms(key: string): string[] {
  if (!CHINESE_NAME.test(key)) return [key];
  const surname = SURNAMES_OF_TWO.has(key.slice(0, 2)) ? key.slice(0, 2) : key.slice(0, 1);
  const given = key.slice(surname.length);
  return [key, ...(given.length >= 2 ? [given] : []), ...TITLES.map((title) => surname + title)];
}

/** How a text may join an extension (分机) to its number, gaps left out. */
const BEFORE_EXTENSION = ['', '转', '转分机', '分机', 'ext'];
/** A country code has up to three digits, and what is left of a number is long enough to be nobody else's. */
const COUNTRY_CODE_LENGTHS = [1, 2, 3];
const SHORTEST_NATIONAL = 7;

/**
 * How a text may give a number as it is kept: whole and without its 区号 or country code, each with its extension and without. The
 * country code of a mainland number may stand before it.
 */
export function numberForms(phone: string): string[] {
  const { number, local, extension } = phoneParts(phone);
  const forms = number.startsWith('+') ? foreignForms(number.slice(1)) : [number, local];
  if (extension === null) return forms;
  return [...forms.flatMap((form) => BEFORE_EXTENSION.map((sign) => form + sign + extension)), ...forms];
}

function foreignForms(digits: string): string[] {
  const national = COUNTRY_CODE_LENGTHS.map((length) => digits.slice(length));
  return [digits, ...national.filter(({ length }) => length >= SHORTEST_NATIONAL)];
}
