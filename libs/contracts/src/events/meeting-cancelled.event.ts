import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** A convened meeting will not be held for this case. */
export const meetingCancelled = detail(
  {
    meetingId: uuid,
    /** Who was invited; acts of earlier builds did not say. */
    departments: z.array(departmentCode).optional(),
  },
  { meetingId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f' },
);
