import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';

/** 催签: the department has not signed for its slip within half a working day. Nothing is overdue by it. */
export const signReminded = z.strictObject({
  clockId: z.string(),
  department: departmentCode.nullable(),
  dueAt: instant,
});
