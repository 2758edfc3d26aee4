import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';

/** A convened meeting got another time or place; who is invited stays. */
export const meetingChanged = z.strictObject({
  meetingId: uuid,
  departments: z.array(departmentCode),
  /** For when it is planned now. */
  at: instant,
});
