import { z } from 'zod';
import { CONTACT_RESULTS } from '../primitives.js';

/** A try to reach the citizen failed; the last one closes the follow-up as 未接通 (三(五)). */
export const contactTried = z.strictObject({
  attempt: z.int().positive(),
  result: z.enum(CONTACT_RESULTS),
  unreachable: z.boolean(),
});
