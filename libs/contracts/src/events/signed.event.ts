import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 签收: the department took the slip. */
export const signed = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
});
