import { z } from 'zod';
import { decodeCursor, encodeCursor, pageOf, pageTogether } from './cursor.js';

const position = z.strictObject({ at: z.iso.datetime(), id: z.int() });

describe('cursors', () => {
  it('come back as they went', () => {
    const here = { at: '2026-02-13T08:30:00.000Z', id: 7 };
    expect(decodeCursor(encodeCursor(here), position)).toEqual(here);
    expect(encodeCursor(here)).toMatch(/^[\w-]+$/);
    expect(decodeCursor(undefined, position)).toBeNull();
  });

  it.each(['x', '%%%', encodeCursor({ at: 'yesterday', id: 1 }), encodeCursor([1]), encodeCursor({ id: 1 })])(
    'refuse %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, position)).toThrow(
        expect.objectContaining({ status: 400, code: 'cursor-malformed' }),
      );
    },
  );
});

it('refuses a cursor with a text that PostgreSQL keeps nowhere', () => {
  const named = z.strictObject({ name: z.string() });
  for (const name of ['\u0000', 'a\u0007', '\ud800']) {
    expect(() => decodeCursor(encodeCursor({ name }), named)).toThrow(expect.objectContaining({ status: 400 }));
  }
  expect(decodeCursor(encodeCursor({ name: '王' }), named)).toEqual({ name: '王' });
});

describe('pageOf', () => {
  const rows = [1, 2, 3];
  const page = (limit: number) =>
    pageOf(
      rows,
      limit,
      (row) => row * 10,
      (row) => row,
    );

  it('has a next page when one row more was read', () => {
    expect(page(2)).toEqual({ items: [10, 20], next: encodeCursor(2) });
  });

  it('ends when none was', () => {
    expect(page(3)).toEqual({ items: [10, 20, 30], next: null });
    expect(pageOf([], 3, String, String)).toEqual({ items: [], next: null });
  });
});

describe('pageTogether', () => {
  it('makes the items of what is shown alone, all at once', async () => {
    const asked: (readonly number[])[] = [];
    const tens = (shown: readonly number[]) => {
      asked.push(shown);
      return Promise.resolve(shown.map((row) => row * 10));
    };
    expect(await pageTogether([1, 2, 3], 2, tens, (row) => row)).toEqual({ items: [10, 20], next: encodeCursor(2) });
    expect(asked).toEqual([[1, 2]]);
  });
});
