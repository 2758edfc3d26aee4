import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** What was done about a leader's 批示 was reported. */
export const instructionAnswered = z.strictObject({
  instructionId: uuid,
  department: departmentCode.nullable(),
});
