import { z } from 'zod';
import { departmentCode, uuid, TASK_FORCE_OUTCOMES } from '../primitives.js';

/** What came of calling the department's 首席代表 to the window (二(二)). */
export const taskForceReported = z.strictObject({
  callId: uuid,
  department: departmentCode,
  outcome: z.enum(TASK_FORCE_OUTCOMES),
});
