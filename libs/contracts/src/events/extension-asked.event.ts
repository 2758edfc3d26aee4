import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 延期 asked by a department before its deadline (三(三)). */
export const extensionAsked = z.strictObject({
  extensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
  workingDays: z.int().positive(),
});
