import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** The meeting was held; its minutes name the lead department (三(三)). */
export const meetingHeld = z.strictObject({
  meetingId: uuid,
  leadDepartment: departmentCode,
});
