import { z } from 'zod';
import { badRequest } from './problem.js';

/** One page of a list; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The query parameters of every paged list: `limit` (1 to 100, default 20) and `cursor`. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(512).optional(),
});
export type PageQuery = z.output<typeof pageQuery>;

/** An opaque cursor around the sort key of a page's last item; no personal data: cursors stand in URLs. */
export function encodeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position inside a cursor, or null for the first page.
 * @throws Problem 400 `cursor-malformed` for anything that `encodeCursor` did not make of that schema
 */
export function decodeCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  const position = schema.safeParse(parsed(Buffer.from(cursor, 'base64url').toString()));
  if (!position.success) throw badRequest('cursor-malformed', '翻页游标不正确', '请从第一页重新开始。');
  return position.data;
}

/** No list is ordered by what PostgreSQL keeps in no text; such a part is left out, and then misses. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text, (_field, part: unknown) =>
      typeof part === 'string' && /[\p{Cc}\p{Cs}]/u.test(part) ? undefined : part,
    );
  } catch {
    return undefined;
  }
}

/** The rows of a page, cut out of `limit + 1` read from the database; the extra row only shows that there is more. */
function cut<R>(rows: readonly R[], limit: number, positionOf: (row: R) => unknown) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { shown, next: rows.length > limit && last ? encodeCursor(positionOf(last)) : null };
}

/** A page of `limit + 1` rows read from the database. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  toItem: (row: R) => T,
  positionOf: (row: R) => unknown,
): Page<T> {
  const { shown, next } = cut(rows, limit, positionOf);
  return { items: shown.map(toItem), next };
}

/** The same where the items are made together, as one query reads what they all need. */
export async function pageTogether<R, T>(
  rows: readonly R[],
  limit: number,
  toItems: (shown: readonly R[]) => Promise<readonly T[]>,
  positionOf: (row: R) => unknown,
): Promise<Page<T>> {
  const { shown, next } = cut(rows, limit, positionOf);
  return { items: await toItems(shown), next };
}
