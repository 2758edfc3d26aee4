import { CASE_STATUSES, CHANNELS, COMPLAINT_TYPES, GRADES, REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import {
  agencyCode,
  applicationNumber,
  catalogueCode,
  departmentCode,
  instant,
  RATERS,
  subjectId,
} from '../primitives.js';
import { catalogueItem } from './catalogues.js';
import { caseId, pageOf } from './common.js';
import { from, inOrder, IN_ORDER, to } from './rates.js';

/** What 备注 notes of a case. */
export const LEDGER_REMARKS = [
  'anonymous',
  'declined',
  'extended',
  'provisional-deadline',
  'overdue',
  'overdue-taken-back',
  'withdrawn',
  'unreachable',
  'suspended',
  'dependent-follow-up',
  'reopened',
  'merged',
  'repeated',
  'offline',
] as const;
export type LedgerRemark = (typeof LEDGER_REMARKS)[number];

/** Which rows of the ledger, and which page of them: cases registered in the period, in the order of their numbers. */
export const ledgerQuery = z
  .strictObject({
    from: from.optional(),
    to: to.optional(),
    status: z.enum(CASE_STATUSES).optional().describe('当前状态'),
    department: departmentCode.optional().describe('承办单位代码'),
    type: z.enum(COMPLAINT_TYPES).optional().describe('问题类型'),
    channel: z.enum(CHANNELS).optional().describe('渠道'),
    handler: subjectId.optional().describe('现在的办理专员；待认领的为 unassigned'),
    serviceItem: catalogueCode.optional().describe('事项，目录 service-items 中的代码'),
    applicationNumber: applicationNumber.optional().describe('办件号'),
    remark: z.enum(LEDGER_REMARKS).optional().describe('备注中有此项的，例如 declined 不予受理'),
    order: z.enum(['asc', 'desc']).default('asc').describe('按编号：asc 从前往后，desc 新的在前'),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    cursor: z.string().min(1).max(512).optional(),
  })
  .refine(inOrder, IN_ORDER);
export type LedgerQuery = z.output<typeof ledgerQuery>;

/** How many of the clerk's notes a row shows, the latest. */
export const MOST_NOTES = 20;

/** One row of the 登记台账 (附件3). Names, phones and what was reported are read from the casebook for this answer only. */
export const ledgerEntry = z
  .strictObject({
    caseId,
    status: z.enum(CASE_STATUSES).describe('当前状态'),
    registeredAt: instant.describe('登记时间'),
    number: z.string().describe('编号'),
    citizenName: z.string().nullable().describe('反映人，企业写明联系人，联名写明人数，代办写明代办人；匿名为空'),
    citizenPhone: z.string().nullable().describe('联系电话'),
    matter: z.string().nullable().describe('反映事项'),
    serviceItem: catalogueItem.nullable().describe('事项（目录）'),
    serviceItemName: z.string().nullable().describe('事项名称（目录里没有的）'),
    applicationNumber: z.string().nullable().describe('办件号；读者看不到反映人的为空'),
    channel: z.enum(CHANNELS).nullable().describe('渠道'),
    handler: subjectId.nullable().describe('现在的办理专员；待认领的为 unassigned'),
    acceptedAt: instant.nullable().describe('受理时间'),
    timeLimit: z
      .strictObject({
        type: z.enum(COMPLAINT_TYPES).nullable(),
        originalType: z.enum(COMPLAINT_TYPES).nullable().describe('受理时的问题类型'),
        dueAt: instant.nullable().describe('现行期限'),
        originalDueAt: instant.nullable().describe('原定期限'),
      })
      .describe('问题类型及办理时限'),
    departments: z.array(departmentCode).describe('承办单位代码；窗口自己办理的不列，见 windowReply'),
    leadDepartment: departmentCode.nullable().describe('牵头部门，office 为管理办公室；没有的为空'),
    departmentLimits: z
      .array(
        z.strictObject({
          department: departmentCode,
          dueAt: instant.describe('现行期限，已计入挂起和延期'),
          originalDueAt: instant.nullable().describe('原定期限'),
          endedAt: instant.nullable().describe('计时结束时间'),
          overdue: z.boolean().describe('该单位是否逾期：挂起期间不计时'),
          suspensions: z.array(
            z.strictObject({
              suspendedAt: instant,
              endedAt: instant.nullable().describe('未结束的为空'),
              workingDays: z.int().nonnegative().nullable().describe('停止计时的工作日数；未恢复计时的为空'),
            }),
          ),
        }),
      )
      .describe('各承办单位自己的期限；挂起时停止计时，而件的办理时限照常计算'),
    agency: z
      .strictObject({
        code: agencyCode,
        name: z.string().nullable(),
        outcome: z.enum(REPLY_OUTCOMES).nullable().describe('机构的答复；尚未答复、退回或者收回的为空'),
      })
      .nullable()
      .describe('最近转交的帮办代办机构及其答复；没有转交过的为空'),
    result: z
      .strictObject({
        answeredOnTheSpot: z.boolean().describe('当场答复'),
        declineReason: catalogueItem.nullable().describe('不予受理的原因'),
        progressAt: instant.nullable().describe('复杂事项：牵头部门反馈进度或结果的时间，与办理时限对照'),
        solvedAt: instant.nullable().describe('实际办结且均已解决的时间'),
        answer: z.string().nullable().describe('当场答复或者不予受理的解释；读者看不到或者没有的为空'),
        replies: z
          .array(
            z.strictObject({
              department: departmentCode,
              lead: z.boolean().describe('牵头部门'),
              outcome: z.enum(REPLY_OUTCOMES),
              final: z.boolean().describe('该单位已办理完毕'),
              text: z.string().nullable().describe('反馈内容；读者看不到的为空'),
            }),
          )
          .describe('各承办单位最近一次反馈'),
        windowReply: z
          .strictObject({
            department: departmentCode.nullable().describe('站台办理的首席代表的部门；窗口自行办理的为空'),
            outcome: z.enum(REPLY_OUTCOMES),
            text: z.string().nullable().describe('反馈内容；读者看不到的为空'),
          })
          .nullable()
          .describe('窗口反馈，最近一次：窗口或者站台的首席代表办理，没有转办；没有的为空'),
        grade: z.enum(GRADES).nullable().describe('回访评价'),
        gradedBy: z.enum(RATERS).nullable().describe('评价由回访员记录，还是反映人自行作出'),
        rating: z.enum(GRADES).nullable().describe('办结后反映人自行作出的评价'),
        verdicts: z
          .array(
            z.strictObject({
              round: z.int().positive().describe('第几轮回访'),
              at: instant,
              by: z.enum(RATERS).describe('由回访员记录，还是反映人自行作出'),
              grade: z.enum(GRADES),
              responded: z.boolean().nullable().describe('承办单位是否联系过；没有说的为空'),
              solved: z.boolean().nullable().describe('是否已解决；没有说的为空'),
            }),
          )
          .describe('各轮的每一次评价，先后为序；重办、重新办理都不抹去以前的'),
      })
      .describe('办理结果'),
    completedAt: instant
      .nullable()
      .describe('实际办结时间：当场答复、窗口反馈、最后一个承办单位办结反馈或者代办机构答复的时间；尚未办完的为空'),
    cause: catalogueItem.nullable().describe('原因分类；尚未填写的为空'),
    changeNeeded: z.boolean().nullable().describe('政策规定或者办事指南是否须修改；尚未填写的为空'),
    closedAt: instant.nullable().describe('办结时间：回访以后办结'),
    mergedInto: z.string().nullable().describe('并入的首件编号，办理结果见首件；未并单为空'),
    remarks: z.array(z.enum(LEDGER_REMARKS)).describe('备注'),
    notes: z.array(z.string()).max(MOST_NOTES).describe('办理专员的备注，最近的若干条，先后为序'),
  })
  .meta({ id: 'LedgerEntry', description: '登记台账的一行' });
export type LedgerEntry = z.output<typeof ledgerEntry>;

export const ledgerPage = pageOf('LedgerPage', ledgerEntry);

export const reportingLag = z
  .strictObject({
    lastEventAt: instant.nullable().describe('本行政区划已计入的最近一步操作的时间'),
    waitingMessages: z.int().nonnegative().nullable().describe('尚未处理的消息数；Kafka 不可用时为空'),
  })
  .meta({ id: 'ReportingLag', description: '报表相对于业务的滞后' });
export type ReportingLag = z.output<typeof reportingLag>;
