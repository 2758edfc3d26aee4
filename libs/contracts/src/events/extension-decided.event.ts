import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** A leader granted or refused an extension (三(三), "经批准可适当延期"). */
export const extensionDecided = z.strictObject({
  extensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
  granted: z.boolean(),
  workingDays: z.int().positive(),
});
