import { z } from 'zod';
import { departmentCode, instant, subjectId, uuid } from '../primitives.js';
import { caseId, pageOf } from './common.js';
import { personName } from './people.js';

/** The HTTP API of notices: what was told to whom, what could not be told, the gateway's outbox, the addresses. */

/** Offices of the hall that have one mailbox each: 分管负责人, the 回访员 together, the 办理专员 together. */
export const NOTICE_OFFICES = ['leader', 'follow-up-officer', 'clerk'] as const;
export type NoticeOffice = (typeof NOTICE_OFFICES)[number];
export const noticeOffice = z.enum(NOTICE_OFFICES).describe('分管负责人、回访员、办理专员');

export const NOTICE_RECIPIENTS = ['citizen', 'department', ...NOTICE_OFFICES] as const;
export type NoticeRecipient = (typeof NOTICE_RECIPIENTS)[number];

/** What a gateway or a mail server delivers. */
const GATEWAY_CHANNELS = ['sms', 'wechat', 'email'] as const;
export type GatewayChannel = (typeof GATEWAY_CHANNELS)[number];
/** The last: a clerk has told it by telephone. */
export const NOTICE_CHANNELS = [...GATEWAY_CHANNELS, 'call'] as const;
export type NoticeChannelName = (typeof NOTICE_CHANNELS)[number];

/**
 * Where a notice stands: on its way to a channel that may be away; in the outbox until a gateway has delivered it; told;
 * given up; or not to be told.
 */
export const NOTICE_STATES = ['pending', 'recorded', 'sent', 'failed', 'skipped'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/**
 * Why nothing is sent: the citizen gave no name, there is no address, the number takes no text and a clerk must call, or what
 * happened is too long ago to be news.
 */
export const SKIP_REASONS = ['anonymous', 'no-address', 'to-be-called', 'outdated'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

export const notice = z
  .strictObject({
    noticeId: uuid,
    complaintId: caseId.nullable().describe('通知所说的件；督办周报的通知为空'),
    number: z.string().nullable().describe('编号；督办周报的通知为空'),
    recipient: z.enum(NOTICE_RECIPIENTS).describe('通知谁：反映人、承办单位、分管负责人、回访员、办理专员'),
    department: departmentCode.nullable().describe('承办单位代码；不是承办单位的为空'),
    person: subjectId.nullable().describe('哪位领导或者代行人；通知其办公室的、不是领导的为空'),
    personName: personName.nullable(),
    template: z.string().describe('模板代码'),
    text: z.string().describe('通知内容'),
    channel: z.enum(NOTICE_CHANNELS).describe('短信、微信、邮件，或者由专员电话告知'),
    state: z.enum(NOTICE_STATES).describe('发送中、待网关取走、已送达、失败、不通知'),
    skippedBecause: z
      .enum(SKIP_REASONS)
      .nullable()
      .describe('不发送的原因：匿名、没有地址、号码不能收短信须电话告知、事情已过去太久'),
    attempts: z.int().nonnegative().describe('已尝试次数'),
    lastError: z.string().nullable().describe('最近一次失败的代码'),
    createdAt: instant,
    settledAt: instant.nullable().describe('送达、电话告知、失败或者确定不通知的时间'),
    calledBy: subjectId.nullable().describe('电话告知的专员；不是电话告知的为空'),
    calledByName: personName.nullable(),
  })
  .meta({ id: 'Notice', description: '一条通知' });
export type Notice = z.output<typeof notice>;
export const noticePage = pageOf('NoticePage', notice);

export const noticeQuery = z.strictObject({
  state: z.enum(NOTICE_STATES).optional(),
  skippedBecause: z.enum(SKIP_REASONS).optional().describe('to-be-called 为须电话告知的'),
  complaintId: caseId.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
});
export type NoticeQuery = z.output<typeof noticeQuery>;

export const resendResponse = z
  .strictObject({ noticeId: uuid, state: z.enum(NOTICE_STATES), round: z.int().positive().describe('第几轮发送') })
  .meta({ id: 'ResendNoticeResponse' });
export type ResendResponse = z.output<typeof resendResponse>;

export const calledResponse = z
  .strictObject({ noticeIds: z.array(uuid).describe('已电话告知的通知：这一条，和该件在它之前须电话告知的') })
  .meta({ id: 'NoticeCalledResponse' });
export type CalledResponse = z.output<typeof calledResponse>;

// The outbox, for a gateway of short messages, WeChat or mail

export const outboxItem = z
  .strictObject({
    noticeId: uuid.describe('同一通知重发时不变，可据此去重'),
    channel: z.enum(GATEWAY_CHANNELS),
    to: z.string().nullable().describe('手机号或者邮箱，取时才查；已没有地址的为空，请确认为 refused'),
    subject: z.string().describe('邮件主题；短信不用'),
    text: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'OutboxItem', description: '待网关发送的一条通知' });
export type OutboxItem = z.output<typeof outboxItem>;
export const outboxPage = pageOf('OutboxPage', outboxItem);

export const acknowledgeBody = z
  .strictObject({
    outcome: z.enum(['delivered', 'refused']).describe('已送达，或者网关无法送达'),
    code: z
      .string()
      .regex(/^(?!.*\d{7})[A-Za-z0-9._-]{1,40}$/, '由字母、数字和 . _ - 组成，没有七位以上的连续数字')
      .optional()
      .describe('网关的错误代码，不得含号码等个人信息'),
  })
  .refine(({ outcome, code }) => outcome === 'refused' || code === undefined, {
    path: ['code'],
    message: '仅无法送达时填写',
  })
  .meta({ id: 'AcknowledgeNoticeBody' });
export type AcknowledgeBody = z.output<typeof acknowledgeBody>;

export const acknowledgeResponse = z
  .strictObject({ noticeId: uuid, state: z.enum(NOTICE_STATES) })
  .meta({ id: 'AcknowledgeNoticeResponse' });
export type AcknowledgeResponse = z.output<typeof acknowledgeResponse>;

// Where departments and the hall's own people are told

export const addressBody = z
  .strictObject({ email: z.email().max(254).nullable().describe('邮箱；为空即不通知') })
  .meta({ id: 'NoticeAddressBody' });
export type AddressBody = z.output<typeof addressBody>;

export const noticeAddress = z
  .strictObject({
    recipient: z.enum(NOTICE_RECIPIENTS).exclude(['citizen']),
    department: departmentCode.nullable(),
    email: z.string().nullable(),
    version: z.int().positive().describe('ETag 版本'),
  })
  .meta({ id: 'NoticeAddress', description: '承办单位、分管负责人、回访员或者办理专员接收通知的地址' });
export type NoticeAddress = z.output<typeof noticeAddress>;
export const noticeAddressPage = pageOf('NoticeAddressPage', noticeAddress);
