import { z } from 'zod';
import { departmentCode, instant, subjectId, uuid } from '../primitives.js';
import { oddAttachments } from './attachments.js';
import { caseId, line, pageOf } from './common.js';
import { registerBody } from './registration.js';

/** The HTTP API of degraded intake: stations, and the slips they wrote while they had no connection. */

/** A station's code in its jurisdiction, e.g. `taierzhuang-3`. */
export const stationCode = departmentCode.describe('站点代码');

const stationContent = {
  name: line(100).describe('站点名称'),
  active: z.boolean().default(true).describe('停用后不再收其新写的离线受理单'),
};
export const stationBody = z.strictObject(stationContent).meta({ id: 'StationBody' });
export type StationBody = z.output<typeof stationBody>;
export const station = z
  .strictObject({ code: stationCode, ...stationContent, version: z.int().positive().describe('ETag 版本') })
  .meta({ id: 'Station' });
export type Station = z.output<typeof station>;
export const stationPage = pageOf('StationPage', station);

/** Stations number their slips from 1; far more than one will ever write, and within PostgreSQL's `int`. */
const LAST_SEQUENCE = 1_000_000_000;

/** One line of a station's file. */
export const offlineSlip = z.strictObject({
  slipId: uuid.toLowerCase().describe('站点为该单生成的 UUID；重复上传凭它识别'),
  station: stationCode,
  sequence: z.int().min(1).max(LAST_SEQUENCE).describe('站点自己的流水号，从 1 起；站点重装后可以重新从 1 起'),
  writtenAt: z.iso
    .datetime({ offset: true })
    .transform((given) => new Date(given).toISOString())
    .describe('填写时间，带时区，例如 2026-03-02T09:30:00+08:00'),
  writtenBy: subjectId.optional().describe('填写人的账号；不写则视为上传人'),
  form: registerBody.describe('受理单，与在线登记相同'),
});
export type OfflineSlip = z.output<typeof offlineSlip>;

/** Most slips of one upload; a longer file is split. */
export const MOST_OFFLINE_SLIPS = 200;

/** Most characters of one upload. */
const LONGEST_FILE = 1024 * 1024;

/** A file of JSON lines; each line is checked by itself, so that a bad one stops no other. */
export const offlineSlipFile = z
  .string()
  .min(1)
  .max(LONGEST_FILE)
  .meta({
    id: 'OfflineSlipFile',
    description: `每行一张离线受理单（JSON），至多 ${MOST_OFFLINE_SLIPS} 行；空行不计`,
    contentMediaType: 'application/x-ndjson',
    contentSchema: lineSchema(),
  });

/** The schema of a line for the API's document, where the 受理单 is a component already. */
function lineSchema(): Record<string, unknown> {
  const { $schema: _, $defs: __, ...schema } = z.toJSONSchema(offlineSlip, { io: 'input' });
  return JSON.parse(JSON.stringify(schema).replaceAll('#/$defs/', '#/components/schemas/')) as Record<string, unknown>;
}

export const offlineSlipRefusal = z
  .strictObject({
    code: z.string().describe('不变的代码'),
    title: z.string().describe('原因（中文）'),
    errors: z
      .array(
        z.strictObject({
          pointer: z.string().describe('栏目，例如 /form/phone'),
          code: z.string(),
          message: z.string(),
        }),
      )
      .describe('出错的栏目'),
  })
  .meta({ id: 'OfflineSlipRefusal' });
export type OfflineSlipRefusal = z.output<typeof offlineSlipRefusal>;

export const offlineSlipResult = z
  .strictObject({
    line: z.int().positive().describe('文件中的行号，从 1 起'),
    slipId: uuid.nullable().describe('读不出时为空'),
    result: z
      .enum(['registered', 'repeated', 'refused'])
      .describe('已登记；以前已登记（编号相同）；未收，改正后可再次上传'),
    complaint: z
      .strictObject({
        id: caseId,
        number: z.string(),
        queryCode: z.string().nullable().describe('查询码；以前已登记，而查询码后来已重发的为空'),
        registeredAt: instant.describe('填写时间'),
        acceptanceDueAt: instant,
      })
      .nullable(),
    refusal: offlineSlipRefusal.nullable(),
    oddAttachments,
  })
  .meta({ id: 'OfflineSlipResult' });
export type OfflineSlipResult = z.output<typeof offlineSlipResult>;

/** Most missing sequence numbers that an answer names of a station. */
export const MOST_MISSING = 100;

export const offlineSlipReceipt = z
  .strictObject({
    results: z.array(offlineSlipResult).describe('逐行的结果'),
    stations: z
      .array(
        z.strictObject({
          station: stationCode,
          since: instant.describe('这一轮流水号中已收最早一张的填写时间；站点重新从 1 起的，另起一轮'),
          lastSequence: z.int().positive().describe('已收的最大流水号'),
          missing: z.array(z.int().positive()).describe(`其前尚未收到的流水号，至多列 ${MOST_MISSING} 个`),
        }),
      )
      .describe('本次所涉站点：最近一轮已收到哪里、还缺哪些；以前各轮仍有缺号的也列出'),
  })
  .meta({ id: 'OfflineSlipReceipt' });
export type OfflineSlipReceipt = z.output<typeof offlineSlipReceipt>;
