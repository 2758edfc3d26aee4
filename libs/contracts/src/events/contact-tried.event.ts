import { z } from 'zod';
import { CONTACT_RESULTS, FOLLOW_UP_EXCLUSIONS } from '../primitives.js';
import { detail } from './detail.js';

/** A try to reach the citizen failed; it may end the follow-up: as 未接通, 拒绝回访 or 无法联系 (三(五)). */
export const contactTried = detail(
  {
    attempt: z.int().positive(),
    result: z.enum(CONTACT_RESULTS),
    /** It was the last of the tries after which the follow-up ends as 未接通. */
    unreachable: z.boolean(),
    /** Present where it ended the follow-up without that: the citizen refused to talk, or there is no way to reach them. */
    excluded: z.enum(FOLLOW_UP_EXCLUSIONS).extract(['no-contact', 'refused']).exactOptional(),
  },
  { attempt: 1, result: 'no-answer', unreachable: false },
);
