const CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_CODE = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/;
const BASE = 31;

/** Whether this is a 统一社会信用代码 with a right check character (GB 32100): the last of 18, by weights of 3ⁿ modulo 31. */
export function isCreditCode(code: string): boolean {
  if (!CREDIT_CODE.test(code)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, -1)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % BASE;
  }
  return CHARACTERS[(BASE - (sum % BASE)) % BASE] === code.at(-1);
}
