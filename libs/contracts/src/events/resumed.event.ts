import { z } from 'zod';
import { departmentCode, instant, uuid, RESUMPTION_CAUSES } from '../primitives.js';
import { detail } from './detail.js';

/** The department's clock runs on: the papers came, or the longest wait is over. */
export const resumed = detail(
  {
    suspensionId: uuid,
    dispatchId: uuid,
    department: departmentCode,
    cause: z.enum(RESUMPTION_CAUSES),
    oldDueAt: instant,
    newDueAt: instant,
    /** For how many working days the clock stood still. */
    workingDays: z.int().nonnegative(),
  },
  {
    suspensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    cause: 'papers-received',
    oldDueAt: '2026-02-13T08:00:00.000Z',
    newDueAt: '2026-02-24T09:00:00.000Z',
    workingDays: 2,
  },
);
