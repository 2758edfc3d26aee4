import { CASE_STATUSES } from '@bancheng/domain';
import { z } from 'zod';
import { instant } from '../primitives.js';
import { caseId, text, TEXT_LIMITS } from './common.js';

/** The HTTP API of duplicates: 查重, 并单, 撤销并单, 重复反映. */

/** What a case and another have in common, beside a like text. */
export const DUPLICATE_GROUNDS = ['phone', 'name'] as const;
export type DuplicateGround = (typeof DUPLICATE_GROUNDS)[number];

/** A case of the hall as one line beside another. */
export const relatedCase = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    status: z.enum(CASE_STATUSES),
    statusLabel: z.string().describe('状态（中文）'),
    registeredAt: instant,
  })
  .meta({ id: 'RelatedCase' });
export type RelatedCase = z.output<typeof relatedCase>;

const possibleDuplicate = relatedCase
  .extend({
    why: z.array(z.enum(DUPLICATE_GROUNDS)).min(1).describe('相同之处：联系电话、姓名'),
    likeness: z.number().min(0).max(1).describe('情况记录与诉求的相近程度，1 为相同'),
  })
  .meta({ id: 'PossibleDuplicate' });

/** Most cases that a look shows. */
export const MOST_DUPLICATES = 20;

/**
 * Why nothing was searched: the report names nobody, neither by name nor by phone; the reader may not know the citizen; the search failed, try again.
 */
const NOT_SEARCHED = ['anonymous', 'identity-withheld', 'unavailable'] as const;

export const possibleDuplicates = z
  .strictObject({
    items: z
      .array(possibleDuplicate)
      .max(MOST_DUPLICATES)
      .describe('同一人的相近事项，最相近的在前：未办结的可并单，已办结的可标注重复反映'),
    notSearched: z
      .enum(NOT_SEARCHED)
      .nullable()
      .describe('未查重的原因：匿名反映或者没有姓名电话；反映人身份对您保密；暂时不能查。查过为空'),
  })
  .meta({ id: 'PossibleDuplicates' });
export type PossibleDuplicates = z.output<typeof possibleDuplicates>;

export const mergeBody = z
  .strictObject({
    into: caseId.describe('首件：编号在前的一件'),
    confirmation: z
      .strictObject({
        samePerson: z.literal(true).describe('已核实两件为同一人反映'),
        bothRead: z.literal(true).describe('已看过两件的内容'),
      })
      .optional()
      .describe('两件的姓名和电话不都相同、有一件匿名、要求保密或反映态度作风时必填；记入操作内容'),
  })
  .meta({ id: 'MergeBody' });
export type MergeBody = z.output<typeof mergeBody>;

export const unmergeBody = z
  .strictObject({ reason: text(TEXT_LIMITS.remark).describe('撤销并单的理由') })
  .meta({ id: 'UnmergeBody' });
export type UnmergeBody = z.output<typeof unmergeBody>;

export const repeatOfBody = z
  .strictObject({ earlier: caseId.describe('同一人以前反映、已经办结的件') })
  .meta({ id: 'RepeatOfBody' });
export type RepeatOfBody = z.output<typeof repeatOfBody>;
