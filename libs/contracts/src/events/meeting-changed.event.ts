import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** A convened meeting got another time or place; who is invited stays. */
export const meetingChanged = detail(
  {
    meetingId: uuid,
    departments: z.array(departmentCode),
    /** For when it is planned now. */
    at: instant,
  },
  { meetingId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', departments: ['scjg', 'bdc'], at: '2026-02-24T09:00:00.000Z' },
);
