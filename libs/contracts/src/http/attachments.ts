import { z } from 'zod';
import { actResponseWith, line, text, TEXT_LIMITS } from './common.js';

/** 附件, at registration and later: what is known of a file; the file itself is kept elsewhere. */

const MOST_ATTACHMENTS = 20;
const MOST_ATTACHMENT_BYTES = 1024 ** 3;

export const attachment = z
  .strictObject({
    fileName: line(200),
    mediaType: z
      .string()
      .max(100)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u)
      .nullable()
      .default(null)
      .describe('媒体类型，例如 image/jpeg；不知道的不填'),
    size: z.int().nonnegative().max(MOST_ATTACHMENT_BYTES).describe('字节数'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'Attachment', description: '附件信息' });
export type Attachment = z.output<typeof attachment>;

export const attachments = z.array(attachment).max(MOST_ATTACHMENTS);

/** What is odd of a file, so that somebody looks at it: it is empty, its type is not known, its type is written unusually. */
const ODDITIES = ['empty', 'no-type', 'unusual-type'] as const;
const oddities = z.array(z.enum(ODDITIES)).describe('异常之处：空文件、没有类型、类型写法不规范；没有的为空');
type Oddity = (typeof ODDITIES)[number];

const USUAL_TYPE = /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/;

/** An odd file is taken with the rest: a report is not refused for one. */
function odditiesOf({ mediaType, size }: Attachment): Oddity[] {
  const empty: Oddity[] = size === 0 ? ['empty'] : [];
  if (mediaType === null || mediaType.trim() === '') return [...empty, 'no-type'];
  return USUAL_TYPE.test(mediaType) ? empty : [...empty, 'unusual-type'];
}

/** A file as readers see it. */
export const attachmentView = attachment.extend({ odd: oddities }).meta({ id: 'AttachmentView' });
export type AttachmentView = z.output<typeof attachmentView>;

export function attachmentViewOf(file: Attachment): AttachmentView {
  return { ...file, odd: odditiesOf(file) };
}

/** In the answer to whoever handed files in: those to look at again, by their place, since names of files may name people. */
export const oddAttachments = z
  .array(z.strictObject({ place: z.int().positive().describe('第几个附件'), odd: oddities }))
  .describe('已收下、但有异常、请核对的附件');
export type OddAttachments = z.output<typeof oddAttachments>;

export function oddAttachmentsOf(files: readonly Attachment[]): OddAttachments {
  return files.map((file, index) => ({ place: index + 1, odd: odditiesOf(file) })).filter(({ odd }) => odd.length > 0);
}

// 补充材料

const addedPapers = {
  attachments: attachments.min(1).describe('补充的材料'),
  remark: text(TEXT_LIMITS.remark).optional().describe('说明'),
};

export const papersBody = z.strictObject(addedPapers).meta({ id: 'PapersBody' });
export type PapersBody = z.output<typeof papersBody>;

export const slipPapersBody = z
  .strictObject({
    to: z.enum(['resumption', 'reply']).describe('补给恢复计时（挂起所等的材料），或者补给承办单位自己的反馈'),
    ...addedPapers,
  })
  .meta({ id: 'SlipPapersBody' });
export type SlipPapersBody = z.output<typeof slipPapersBody>;

export const papersResponse = actResponseWith('PapersResponse', { oddAttachments });
export type PapersResponse = z.output<typeof papersResponse>;
