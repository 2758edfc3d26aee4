import { z } from 'zod';
import { departmentCode, instant, uuid, DISPATCH_REQUIREMENTS } from '../primitives.js';

/** 转办: one slip a department; `departments` are all that now have one (三(二)). */
export const dispatched = z.strictObject({
  dispatches: z.array(
    z.strictObject({
      dispatchId: uuid,
      department: departmentCode,
      requirement: z.enum(DISPATCH_REQUIREMENTS),
      lead: z.boolean(),
      dueAt: instant,
    }),
  ),
  departments: z.array(departmentCode),
});
