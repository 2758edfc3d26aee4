import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';

/** 红牌: a clock passed its due instant and the case is marked overdue (三(四)). */
export const redWarned = z.strictObject({
  clockId: z.string(),
  department: departmentCode.nullable(),
  dueAt: instant,
});
