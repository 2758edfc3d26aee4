import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';
import { detail } from './detail.js';

/**
 * The meeting was held; its minutes name the lead department (三(三); `OFFICE` where the 管理办公室 leads) and the commitments
 * (议定事项) made for this case, each with a clock of its own.
 */
export const meetingHeld = detail(
  {
    meetingId: uuid,
    leadDepartment: departmentCode,
    commitments: z.array(z.strictObject({ commitmentId: uuid, department: departmentCode, dueAt: instant })),
  },
  { meetingId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', leadDepartment: 'scjg', commitments: [] },
);
