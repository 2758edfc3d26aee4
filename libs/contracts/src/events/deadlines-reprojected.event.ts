import { z } from 'zod';
import { instant } from '../primitives.js';
import { detail } from './detail.js';

/**
 * Clocks were counted anew, by a new calendar or by the hall's policy in force; old and new deadline of each that moved. A
 * provisional deadline that was missed and has moved is among them.
 */
export const deadlinesReprojected = detail(
  {
    because: z.enum(['calendar', 'policy']),
    fromVersion: z.string(),
    toVersion: z.string(),
    moved: z.array(z.strictObject({ clockId: z.string(), oldDueAt: instant, newDueAt: instant })),
    /** The clocks whose overdue mark was taken back; absent where none was. */
    takenBack: z.array(z.string()).min(1).optional(),
  },
  {
    because: 'calendar',
    fromVersion: 'a',
    toVersion: 'b',
    moved: [{ clockId: 'case', oldDueAt: '2026-02-13T08:00:00.000Z', newDueAt: '2026-02-24T09:00:00.000Z' }],
  },
);
