import { readPhone, type PhoneFault } from '@bancheng/domain';
import { z } from 'zod';
import { line } from './common.js';

/** A phone number as somebody gave it, and in its one form (`readPhone`): of a landline perhaps still without its 区号. */
export interface GivenPhone {
  given: string;
  number: string;
}

/** Which part of a phone number is wrong, in words. */
export const PHONE_FAULTS: Readonly<Record<PhoneFault, string>> = {
  'not-a-number': '电话号码只由数字组成（空格、横线、括号、+ 和分机除外）；有几个号码的，其余写在其他联系方式里',
  extension: '分机号不正确：应为 1 至 6 位数字，例如 0632-8836760转8001',
  'country-code': '国家或地区代码不正确：应为 + 或 00 加代码，例如 +852',
  'area-code': '区号不正确：固定电话的区号以 0 开头，例如 0632-8836760；香港、国外的号码请在前面加 + 和代码',
  prefix: '号段不正确：手机号码以 13 至 19 开头，固定电话除区号外以 2 至 8 开头',
  'too-short': '号码的位数不够',
  'too-long': '号码的位数过多；有分机的，请写在“转”字后面',
};

export const phone = line(40)
  .transform((given, context): GivenPhone => {
    const { number, fault } = readPhone(given);
    if (fault === null) return { given, number };
    context.addIssue({ code: 'custom', params: { code: fault }, message: PHONE_FAULTS[fault] });
    return z.NEVER;
  })
  .describe(
    '联系电话：手机、固定电话（没有区号的视为本地，可加分机）、400 或 95 号码，香港和国外的号码加 + 和代码；全角、空格、横线都可以',
  );
