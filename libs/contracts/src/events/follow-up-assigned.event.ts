import { z } from 'zod';
import { subjectId } from '../primitives.js';
import { detail } from './detail.js';

/** 回访: given to an officer; a leader may give it to one who is not independent, marked so (三(五)). */
export const followUpAssigned = detail(
  {
    officer: subjectId,
    independent: z.boolean(),
  },
  { officer: 'officer-1', independent: true },
);
