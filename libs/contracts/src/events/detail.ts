import { z } from 'zod';

/**
 * What a kind of act says, with a sample of it: documents show the sample, and tests of whoever reads events begin with it.
 * @param shape ids, codes and instants, never a name or a text
 */
export function detail<S extends z.ZodRawShape>(shape: S, sample: z.input<z.ZodObject<S, z.core.$strict>>) {
  return z.strictObject(shape).meta({ examples: [sample] });
}
