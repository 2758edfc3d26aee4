import { ACT_KINDS, CASE_STATUSES, COMPLAINT_TYPES, FILE_CLASSES, type FileClass } from '@bancheng/domain';
import { z } from 'zod';
import { instant, RETENTION_PERIODS } from '../primitives.js';
import { caseId, pageOf } from './common.js';

/** HTTP shapes of 立卷归档 (三(六)). */

export const FILE_CLASS_LABELS: Readonly<Record<FileClass, string>> = {
  'ledger-extract': '登记台账',
  'registration-slip': '受理单',
  'dispatch-slip': '转办单',
  reply: '反馈件',
  'extension-papers': '延期材料',
  'leader-instruction': '领导批示件',
  'meeting-material': '会议材料',
  'follow-up-record': '回访记录',
  briefing: '简报',
  other: '其他材料',
};

/** Why a file lacks a class of paper, in the words of the file's list. */
export const ABSENCE_REASONS = {
  declined: '不予受理，无此材料',
  answered: '当场答复，无转办',
  withdrawn: '反映人撤回，无此材料',
  terminated: '办理中终止，无此材料',
  merged: '已并入首件，见首件案卷',
  transferred: '转交帮办代办，无转办',
  'by-window': '窗口或者首席代表办理，无转办',
  'no-extension': '未申请延期',
  'no-instruction': '无领导批示',
  'no-meeting': '未召开联席会议',
  'not-complex': '非复杂事项，未召开联席会议',
  anonymous: '匿名反映，无法回访',
  'no-contact': '未留联系方式，无法回访',
  'no-briefing': '无相关简报',
  'nothing-else': '无其他材料',
  'not-yet': '尚未办到这一步',
} as const;
export type AbsenceReason = keyof typeof ABSENCE_REASONS;

const retention = z.enum(RETENTION_PERIODS).describe('保管期限：永久、30年、10年');
const catalogueNumber = z.string().describe('档号：区划-门类-年度-保管期限代码（Y 永久，D30，D10）-件号');

const filedAct = z.strictObject({
  seq: z.int().positive().describe('该件的第几步操作'),
  kind: z.enum(ACT_KINDS),
  at: instant,
  texts: z.array(z.string()).describe('随该步操作保存的文字材料种类'),
  note: z.literal('not-independent').exactOptional().describe('not-independent：无独立人员，由领导指派的回访员不独立'),
});

export const filedClass = z
  .strictObject({
    class: z.enum(FILE_CLASSES),
    title: z.string(),
    acts: z.array(filedAct).describe('构成该类材料的操作；为空即缺'),
    absence: z
      .strictObject({ code: z.enum(Object.keys(ABSENCE_REASONS) as [AbsenceReason]), reason: z.string() })
      .nullable()
      .describe('缺该类材料的原因；有材料时为空'),
  })
  .meta({ id: 'FiledClass', description: '卷内一类材料' });
export type FiledClass = z.output<typeof filedClass>;

export const caseFile = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    status: z.enum(CASE_STATUSES),
    final: z.boolean().describe('已归档则为定稿；否则为目前已有材料'),
    catalogueNumber: catalogueNumber.nullable(),
    retention: retention.nullable(),
    archivedAt: instant.nullable(),
    classes: z.array(filedClass),
  })
  .meta({ id: 'CaseFile', description: '卷内目录' });
export type CaseFile = z.output<typeof caseFile>;

export const catalogueItem = z
  .strictObject({
    complaintId: caseId,
    number: z.string(),
    catalogueNumber,
    type: z.enum(COMPLAINT_TYPES).nullable().describe('不予受理的件为空'),
    retention,
    archivedAt: instant,
    absentClasses: z.array(z.enum(FILE_CLASSES)),
  })
  .meta({ id: 'CatalogueItem', description: '案卷目录的一条' });
export type CatalogueItem = z.output<typeof catalogueItem>;

export const cataloguePage = pageOf('CataloguePage', catalogueItem);

/** 年度, in Asia/Shanghai. */
export const catalogueYear = z.coerce.number().int().min(2000).max(9999).describe('年度');

/** What the retention table is keyed by: 问题类型, and declined reports, which have none. */
export const RETENTION_KEYS = [...COMPLAINT_TYPES, 'declined'] as const;
export type RetentionKey = (typeof RETENTION_KEYS)[number];
export const retentionKey = z.enum(RETENTION_KEYS).describe('问题类型；declined 为不予受理的件');

export const setRetention = z.strictObject({ retention }).meta({ id: 'SetRetention', description: '修改保管期限' });
export type SetRetention = z.output<typeof setRetention>;

export const retentionRule = z
  .strictObject({ type: retentionKey, retention })
  .meta({ id: 'RetentionRule', description: '某类件的保管期限' });
export type RetentionRule = z.output<typeof retentionRule>;
