import { z } from 'zod';
import { departmentCode, uuid, COMMITMENT_ENDINGS } from '../primitives.js';

/** 议定事项: the department carried it out, or a leader released it (三(四)). */
export const commitmentEnded = z.strictObject({
  commitmentId: uuid,
  department: departmentCode,
  as: z.enum(COMMITMENT_ENDINGS),
});
