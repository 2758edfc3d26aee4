import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';

/** 黄牌: one working day is left on a clock (三(四)). */
export const yellowWarned = z.strictObject({
  clockId: z.string(),
  department: departmentCode.nullable(),
  dueAt: instant,
});
