import { z } from 'zod';
import { departmentCode, uuid, COMMITMENT_ENDINGS } from '../primitives.js';
import { detail } from './detail.js';

/** 议定事项: the department carried it out, or a leader released it (三(四)). */
export const commitmentEnded = detail(
  {
    commitmentId: uuid,
    department: departmentCode,
    as: z.enum(COMMITMENT_ENDINGS),
  },
  { commitmentId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'bdc', as: 'released' },
);
