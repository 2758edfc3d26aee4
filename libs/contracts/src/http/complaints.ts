import { ACT_KINDS, CASE_STATUSES, CHANNELS, COMPLAINT_TYPES, MATTER_KINDS, UNASSIGNED } from '@bancheng/domain';
import { z } from 'zod';
import { AMENDABLE_FIELDS, departmentCode, instant, subjectId, uuid } from '../primitives.js';
import { attachmentView } from './attachments.js';
import { catalogueItem } from './catalogues.js';
import { caseId, clockView, line, pageOf } from './common.js';
import { relatedCase } from './duplicates.js';
import { personName } from './people.js';
import { phone } from './phone.js';
import { accusedParty, reporter, WINDOW_OPINIONS } from './registration.js';

/** The HTTP API: cases as they are read, found, listed and handed over. */

const rowFields = {
  id: caseId,
  number: z.string(),
  status: z.enum(CASE_STATUSES),
  statusLabel: z.string().describe('状态（中文）'),
  type: z.enum(COMPLAINT_TYPES).nullable(),
  matterKinds: z.array(z.enum(MATTER_KINDS)),
  channel: z.enum(CHANNELS),
  handler: z.string().describe('办理专员；待认领时为 unassigned'),
  handlerName: personName.nullable().describe('办理专员姓名；待认领时为空'),
  registeredAt: instant,
  overdue: z.boolean().describe('有期限已过而未按时完成'),
  name: z.string().nullable(),
  phone: z.string().nullable().describe('联系电话：可拨打的统一格式，例如 06328836760转8001'),
};

/** A case in a list. */
export const complaintSummary = z
  .strictObject({
    ...rowFields,
    summary: z.string().describe('情况记录的开头'),
    dueAt: instant.nullable().describe('该件各项期限（件、转办单、议定事项、代办、回访）中最早到期的'),
    remainingWorkingDays: z.int().nullable(),
  })
  .meta({ id: 'ComplaintSummary' });
export type ComplaintSummary = z.output<typeof complaintSummary>;
export const complaintPage = pageOf('ComplaintPage', complaintSummary);

const spokenText = z.strictObject({ kind: z.string(), ref: uuid.nullable(), body: z.string() });

/** The case that another one was merged under: how it stands, and what the citizens of both were answered. */
export const firstCase = relatedCase
  .extend({
    closedAt: instant.nullable(),
    clocks: z.array(clockView),
    answers: z.array(spokenText).describe('对反映人的答复：当场答复、不予受理的解释、承办单位反馈'),
  })
  .meta({ id: 'FirstCase' });
export type FirstCase = z.output<typeof firstCase>;

/** A case as its reader may see it; a department sees its own part, and not who the citizen is where that is withheld. */
export const complaintView = z
  .strictObject({
    ...rowFields,
    accused: z.array(accusedParty).describe('被反映单位或人员；姓名和账号只给可知情的大厅人员'),
    anonymous: z.boolean(),
    reporter: reporter.nullable().describe('反映人的身份；对读者保密的为空'),
    phoneGiven: z.string().nullable().describe('反映人所留的电话原样'),
    otherContact: z.string().nullable().describe('其他联系方式'),
    confidential: z.boolean(),
    leadDepartment: departmentCode.nullable(),
    departments: z.array(departmentCode).describe('承办单位'),
    acceptedAt: instant.nullable(),
    originalType: z.enum(COMPLAINT_TYPES).nullable().describe('受理时的问题类型；更正、重办后仍可见'),
    closedAt: instant.nullable(),
    clocks: z.array(clockView),
    withheld: z.boolean().describe('反映人身份对读者保密'),
    record: z.string(),
    claim: z.string(),
    suggestions: z.string().nullable(),
    slip: z
      .strictObject({
        serviceItem: catalogueItem.nullable().describe('事项（目录）'),
        serviceItemName: z.string().nullable().describe('事项名称（目录里没有的）'),
        applicationNumber: z.string().nullable().describe('办件号'),
        windowOpinion: z.enum(WINDOW_OPINIONS).nullable(),
        remarks: z.string().nullable(),
        attachments: z.array(attachmentView),
      })
      .nullable()
      .describe('受理单上窗口自己的内容；承办单位看不到'),
    first: firstCase.nullable().describe('并入的首件：办理情况和答复以它为准；未并单为空'),
    slipBeyondAuthority: uuid
      .nullable()
      .describe('以超出本级权限退回（或者负责人裁定转帮办代办）的转办单，下一步转交帮办代办；没有的为空'),
    merged: z.array(relatedCase).describe('并入本件的件'),
    repeatOf: z.array(relatedCase).describe('同一人以前反映过的相近事项'),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'Complaint' });
export type ComplaintView = z.output<typeof complaintView>;

const amendedValue = z
  .union([z.string(), reporter, z.boolean(), z.array(z.string()), z.array(accusedParty)])
  .nullable();

/** One corrected field, as the reader may see it: a name or phone that is withheld is empty before and after. */
export const amendment = z
  .strictObject({ field: z.enum(AMENDABLE_FIELDS), before: amendedValue, after: amendedValue })
  .meta({ id: 'Amendment', description: '更正的一项' });
export type Amendment = z.output<typeof amendment>;

const timelineEntry = z
  .strictObject({
    seq: z.int().positive(),
    kind: z.enum(ACT_KINDS),
    label: z.string().describe('操作（中文）'),
    at: instant,
    status: z.enum(CASE_STATUSES),
    statusLabel: z.string(),
    actor: z.string().describe('操作人'),
    actorName: personName.describe('操作人姓名；反映人本人、系统自动的也写明'),
    role: z.string(),
    origin: z.enum(['api', 'signal', 'engine']),
    detail: z.record(z.string(), z.unknown()).describe('操作内容（代码、编号、时间）'),
    clocks: z.array(clockView).describe('这一步之后的期限'),
    texts: z.array(spokenText),
    changes: z.array(amendment).describe('更正的内容；其他操作为空'),
    attachments: z.array(attachmentView).describe('补充的材料；其他操作为空'),
  })
  .meta({ id: 'TimelineEntry' });

export const timeline = z.strictObject({ items: z.array(timelineEntry) }).meta({ id: 'Timeline' });
export type Timeline = z.output<typeof timeline>;

/** Criteria of a search, all of which must hold; words and phones stand in the body, never in a URL. */
export const searchCriteria = z
  .strictObject({
    number: line(40).optional().describe('编号（完整）'),
    phone: phone.optional(),
    words: line(100).optional().describe('姓名、电话、情况记录或诉求中的词，空格分开，须全部出现；两个字的词也能找到'),
  })
  .meta({ id: 'SearchCriteria' });
export type SearchCriteria = z.output<typeof searchCriteria>;

/**
 * Open cases; due today; one working day left (黄牌); past due (红牌); no clerk yet; a number to be corrected; a termination a
 * leader has to approve; handled without a cause said yet (未填原因分类).
 */
const WORKLISTS = [
  'open',
  'due-today',
  'yellow',
  'red',
  'unassigned',
  'wrong-number',
  'termination-pending',
  'to-transfer',
  'without-cause',
] as const;
export const worklistName = z.enum(WORKLISTS);
export type WorklistName = z.output<typeof worklistName>;

/** `own`: the caller's cases; `hall`: everybody's. */
export const worklistScope = z.enum(['own', 'hall']).default('own').describe('own：本人经办；hall：全厅');
export type WorklistScope = z.output<typeof worklistScope>;

/** Most cases that one hand-over moves. */
export const HANDOVER_BATCH = 100;
export const handoverBody = z
  .strictObject({
    from: subjectId.describe('原办理专员；unassigned 为待认领'),
    to: subjectId.refine((to) => to !== UNASSIGNED, '须为一位办理专员').describe('接手的办理专员'),
    complaintIds: z.array(caseId).min(1).max(HANDOVER_BATCH).optional(),
    all: z.literal(true).optional().describe('全部未办结的件；一次至多 100 件，其余再次提交'),
  })
  .refine((given) => given.from !== given.to, { path: ['to'], message: '须与原办理专员不同' })
  .refine((given) => (given.complaintIds === undefined) !== (given.all === undefined), {
    path: ['complaintIds'],
    message: 'complaintIds 与 all 须填且只填一项',
  })
  .meta({ id: 'HandoverBody' });
export type HandoverBody = z.output<typeof handoverBody>;

export const handoverResponse = z
  .strictObject({
    handedOver: z.array(z.strictObject({ caseId, number: z.string(), seq: z.int().positive() })),
    remaining: z.int().nonnegative().describe('未交接的件数'),
    remainingIds: z.array(caseId).describe('其中前 100 件：超出本批，或已不由原办理专员办理'),
  })
  .meta({ id: 'HandoverResponse' });
export type HandoverResponse = z.output<typeof handoverResponse>;
