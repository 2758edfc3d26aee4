import { z } from 'zod';
import { departmentCode, instant, uuid, DISPATCH_REQUIREMENTS } from '../primitives.js';
import { detail } from './detail.js';

/** A slip as the act that sent it names it. */
export const sentSlip = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
  requirement: z.enum(DISPATCH_REQUIREMENTS),
  lead: z.boolean(),
  dueAt: instant,
});

/** 转办: one slip a department; `departments` are all that now have one (三(二)). */
export const dispatched = detail(
  {
    dispatches: z.array(sentSlip),
    departments: z.array(departmentCode),
  },
  {
    dispatches: [
      {
        dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
        department: 'scjg',
        requirement: 'two-working-days',
        lead: true,
        dueAt: '2026-02-24T09:00:00.000Z',
      },
    ],
    departments: ['scjg'],
  },
);
