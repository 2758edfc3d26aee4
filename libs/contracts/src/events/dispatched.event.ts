import { z } from 'zod';
import { departmentCode, instant, uuid, DISPATCH_REQUIREMENTS } from '../primitives.js';

/** A slip as the act that sent it names it. */
export const sentSlip = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
  requirement: z.enum(DISPATCH_REQUIREMENTS),
  lead: z.boolean(),
  dueAt: instant,
});

/** 转办: one slip a department; `departments` are all that now have one (三(二)). */
export const dispatched = z.strictObject({
  dispatches: z.array(sentSlip),
  departments: z.array(departmentCode),
});
