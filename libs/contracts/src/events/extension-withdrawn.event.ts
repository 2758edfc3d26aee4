import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** The department took back its request for more time before it was decided. */
export const extensionWithdrawn = z.strictObject({
  extensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
});
