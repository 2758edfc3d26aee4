import { z } from 'zod';
import { subjectId } from '../primitives.js';

/** 回访: given to an officer; a leader may give it to one who is not independent, marked so (三(五)). */
export const followUpAssigned = z.strictObject({
  officer: subjectId,
  independent: z.boolean(),
});
