import { z } from 'zod';
import { departmentCode, subjectId, uuid } from '../primitives.js';

/** A leader, or a deputy on a leader's behalf, granted or refused an extension (三(三), "经批准可适当延期"). */
export const extensionDecided = z.strictObject({
  extensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
  granted: z.boolean(),
  workingDays: z.int().positive(),
  /** The leader for whom a deputy decided. */
  onBehalfOf: subjectId.exactOptional(),
});
