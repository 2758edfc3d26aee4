import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** A convened meeting will not be held for this case. */
export const meetingCancelled = z.strictObject({
  meetingId: uuid,
  /** Who was invited; acts of earlier builds did not say. */
  departments: z.array(departmentCode).optional(),
});
