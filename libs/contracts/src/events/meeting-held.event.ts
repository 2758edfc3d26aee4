import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';

/**
 * The meeting was held; its minutes name the lead department (三(三)) and the commitments (议定事项) made for this case, each
 * with a clock of its own.
 */
export const meetingHeld = z.strictObject({
  meetingId: uuid,
  leadDepartment: departmentCode,
  commitments: z.array(z.strictObject({ commitmentId: uuid, department: departmentCode, dueAt: instant })),
});
