import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 联席会议 convened for a complex case (三(二)). */
export const meetingConvened = detail(
  {
    meetingId: uuid,
    departments: z.array(departmentCode),
  },
  { meetingId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', departments: ['scjg', 'bdc'] },
);
