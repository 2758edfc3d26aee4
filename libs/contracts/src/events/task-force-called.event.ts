import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 站台: the clerk calls the department's 首席代表 to the window for the matter (二(二)). */
export const taskForceCalled = detail(
  {
    callId: uuid,
    department: departmentCode,
  },
  { callId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg' },
);
