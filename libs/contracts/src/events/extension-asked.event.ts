import { z } from 'zod';
import { detail } from './detail.js';
import { extensionOfClock } from './extension-of-clock.js';

/** 延期 asked, before the deadline, by whoever has to meet it (三(三)). */
export const extensionAsked = detail(
  { ...extensionOfClock, workingDays: z.int().positive() },
  {
    extensionId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    clockId: 'dispatch:1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    workingDays: 3,
  },
);
