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

const MOBILE_LENGTH = 11;
/** 区号 of a landline. */
const AREA_CODE = /^0(?:10|2\d|[3-9]\d{2})(?=[1-9]\d{6,7}$)/;

/** How a text may give this number: whole, and a landline without its area code. A mobile's country code may be left out. */
export function numberForms(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  const local = digits.replace(AREA_CODE, '');
  return local === digits ? [digits.slice(-MOBILE_LENGTH)] : [digits, local];
}
