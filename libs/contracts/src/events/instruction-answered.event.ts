import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** What was done about a leader's 批示 was reported. */
export const instructionAnswered = detail(
  {
    instructionId: uuid,
    department: departmentCode.nullable(),
  },
  { instructionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg' },
);
