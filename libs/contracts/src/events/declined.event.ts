import { DECLINE_REASONS } from '@bancheng/domain';
import { z } from 'zod';

/** The matter is not one the window takes (二(三)); the explanation itself stays in the casebook. */
export const declined = z.strictObject({
  reason: z.enum(DECLINE_REASONS),
});
