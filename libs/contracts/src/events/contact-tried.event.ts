import { z } from 'zod';
import { CONTACT_RESULTS } from '../primitives.js';
import { detail } from './detail.js';

/** A try to reach the citizen failed; the last one closes the follow-up as 未接通 (三(五)). */
export const contactTried = detail(
  {
    attempt: z.int().positive(),
    result: z.enum(CONTACT_RESULTS),
    unreachable: z.boolean(),
  },
  { attempt: 1, result: 'no-answer', unreachable: false },
);
