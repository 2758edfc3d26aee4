import { z } from 'zod';
import { departmentCode, subjectId, uuid } from '../primitives.js';
import { sentSlip } from './dispatched.event.js';

/**
 * A leader ruled on a second return: `ruledDepartment` takes the matter. `dispatches` is the slip sent in place of the
 * returned one, with what was left of its time; empty when the return was refused. `departments` are all that now have one.
 */
export const returnRuled = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
  ruledDepartment: departmentCode,
  dispatches: z.array(sentSlip).max(1),
  departments: z.array(departmentCode),
  /** The leader for whom a deputy ruled. */
  onBehalfOf: subjectId.exactOptional(),
});
