import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';
import { sentSlip } from './dispatched.event.js';

/**
 * A department was stopped, and its successor took over what it had open in the case: `dispatches` are the slips sent in place of
 * those `replaced`, with their clocks as they were; `commitments` keep their ids. `departments` are all that now have a slip.
 */
export const succeeded = detail(
  {
    from: departmentCode,
    to: departmentCode,
    dispatches: z.array(sentSlip),
    replaced: z.array(uuid),
    commitments: z.array(uuid),
    departments: z.array(departmentCode),
  },
  {
    from: 'gtj',
    to: 'scjg',
    dispatches: [
      {
        dispatchId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
        department: 'scjg',
        requirement: 'two-working-days',
        lead: true,
        dueAt: '2026-02-24T09:00:00.000Z',
      },
    ],
    replaced: ['1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f'],
    commitments: [],
    departments: ['gtj', 'scjg'],
  },
);
