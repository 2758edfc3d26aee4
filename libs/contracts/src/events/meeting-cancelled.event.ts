import { z } from 'zod';
import { uuid } from '../primitives.js';

/** A convened meeting will not be held for this case. */
export const meetingCancelled = z.strictObject({
  meetingId: uuid,
});
