import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 联席会议 convened for a complex case (三(二)). */
export const meetingConvened = z.strictObject({
  meetingId: uuid,
  departments: z.array(departmentCode),
});
