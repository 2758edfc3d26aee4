import { z } from 'zod';
import { WITHDRAWAL_CONFIRMATIONS } from '../primitives.js';

/** The citizen took the matter back and confirmed it: every clock ends, the case is closed and filed. */
export const withdrawn = z.strictObject({
  confirmedBy: z.enum(WITHDRAWAL_CONFIRMATIONS),
});
