import { offlineSlip, type OfflineSlip, type OfflineSlipRefusal } from '@bancheng/contracts/http/offline-slips';
import { uuid } from '@bancheng/contracts';
import { fieldErrorsOf } from '@bancheng/platform';

/** One line of a station's file as read. `slipId` is also given for a faulty slip, where it can be made out. */
export type OfflineSlipLine = { line: number; written: object } & (
  | { slipId: string; slip: OfflineSlip; refusal: null }
  | { slipId: string | null; slip: null; refusal: OfflineSlipRefusal }
);

/** A line with something on it, as it stands in the file. */
interface WrittenLine {
  line: number;
  text: string;
}

/** The lines of a file; empty ones (the last, above all) are none, and a byte order mark is no text. */
export function linesOf(file: string): WrittenLine[] {
  const lines = file.split('\n').map((text, index) => ({ line: index + 1, text: text.trim() }));
  return lines.filter(({ text }) => text !== '');
}

/** What a line says, or what is wrong with it. */
export function readOfflineSlip({ text, line }: WrittenLine): OfflineSlipLine {
  if (text.includes('\ufffd')) return { line, slipId: null, written: {}, slip: null, refusal: NOT_UTF8 };
  const given = parsed(text);
  if (given === undefined) return { line, slipId: null, written: {}, slip: null, refusal: MALFORMED };
  const written = typeof given === 'object' && given !== null ? given : {};
  const read = offlineSlip.safeParse(given);
  if (read.success) return { line, slipId: read.data.slipId, written, slip: read.data, refusal: null };
  const errors = fieldErrorsOf(read.error.issues, 'body').map(({ pointer, code, message }) => ({
    pointer,
    code,
    message,
  }));
  return {
    line,
    slipId: slipIdIn(given),
    written,
    slip: null,
    refusal: { code: 'slip-invalid', title: '栏目不符合要求', errors },
  };
}

const MALFORMED: OfflineSlipRefusal = { code: 'line-malformed', title: '这一行不是正确的 JSON', errors: [] };

/** Bytes that are not UTF-8 became U+FFFD: the words they stood for are lost, so the line is refused. */
const NOT_UTF8: OfflineSlipRefusal = { code: 'line-not-utf8', title: '这一行不是 UTF-8 编码', errors: [] };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function slipIdIn(given: unknown): string | null {
  const { slipId } = (given ?? {}) as { slipId?: unknown };
  const read = uuid.toLowerCase().safeParse(slipId);
  return read.success ? read.data : null;
}
