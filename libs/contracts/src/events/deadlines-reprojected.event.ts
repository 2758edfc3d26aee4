import { z } from 'zod';
import { instant } from '../primitives.js';

/** Open clocks were counted anew, by a new calendar or by the hall's policy in force; old and new deadline of each that moved. */
export const deadlinesReprojected = z.strictObject({
  because: z.enum(['calendar', 'policy']),
  fromVersion: z.string(),
  toVersion: z.string(),
  moved: z.array(z.strictObject({ clockId: z.string(), oldDueAt: instant, newDueAt: instant })),
});
