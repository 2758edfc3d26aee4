import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 延期 asked by a department before its deadline (三(三)). */
export const extensionAsked = detail(
  {
    extensionId: uuid,
    dispatchId: uuid,
    department: departmentCode,
    workingDays: z.int().positive(),
  },
  {
    extensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    workingDays: 3,
  },
);
