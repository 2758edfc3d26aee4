import { z } from 'zod';
import { departmentCode, instant, uuid, RESUMPTION_CAUSES } from '../primitives.js';

/** The department's clock runs on: the papers came, or the longest wait is over. */
export const resumed = z.strictObject({
  suspensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
  cause: z.enum(RESUMPTION_CAUSES),
  oldDueAt: instant,
  newDueAt: instant,
  /** For how many working days the clock stood still. */
  workingDays: z.int().nonnegative(),
});
