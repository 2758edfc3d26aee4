import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 收回: the clerk took the slip back before the department's final reply. */
export const recalled = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
});
