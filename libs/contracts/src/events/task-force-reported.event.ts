import { z } from 'zod';
import { departmentCode, uuid, TASK_FORCE_OUTCOMES } from '../primitives.js';
import { detail } from './detail.js';

/** What came of calling the department's 首席代表 to the window (二(二)). */
export const taskForceReported = detail(
  {
    callId: uuid,
    department: departmentCode,
    outcome: z.enum(TASK_FORCE_OUTCOMES),
  },
  { callId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', outcome: 'solved' },
);
