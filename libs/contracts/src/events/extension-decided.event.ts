import { z } from 'zod';
import { subjectId } from '../primitives.js';
import { detail } from './detail.js';
import { extensionOfClock } from './extension-of-clock.js';

/** A leader, or a deputy on a leader's behalf, granted or refused an extension (三(三), "经批准可适当延期"). */
export const extensionDecided = detail(
  {
    ...extensionOfClock,
    granted: z.boolean(),
    workingDays: z.int().positive(),
    /** The leader for whom a deputy decided. */
    onBehalfOf: subjectId.exactOptional(),
  },
  {
    extensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    clockId: 'dispatch:1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    granted: true,
    workingDays: 3,
  },
);
