import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 退回: the matter is not the department's. `toLeader`: it was returned before, so a leader rules and the slip stays open. */
export const returned = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
  proposedDepartment: departmentCode,
  toLeader: z.boolean(),
});
