import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 站台: the clerk calls the department's 首席代表 to the window for the matter (二(二)). */
export const taskForceCalled = z.strictObject({
  callId: uuid,
  department: departmentCode,
});
