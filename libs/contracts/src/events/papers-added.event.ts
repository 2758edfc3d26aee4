import { z } from 'zod';
import { departmentCode, PAPERS_ADDED_TO, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 补充材料: papers came after the registration; `dispatchId` and `department` are null for those of the case itself. */
export const papersAdded = detail(
  {
    to: z.enum(PAPERS_ADDED_TO),
    dispatchId: uuid.nullable(),
    department: departmentCode.nullable(),
    attachments: z.int().positive(),
  },
  { to: 'reply', dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', attachments: 2 },
);
