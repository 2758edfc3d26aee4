import type { ValueTransformer } from 'typeorm';

/** Transformer of a `timestamptz` column: in the program an instant is text, as `Date#toISOString` writes it. */
export const instantColumn: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: Date | null) => value?.toISOString() ?? null,
};
