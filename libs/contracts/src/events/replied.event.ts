import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 反馈: `final` when the outcome ends the department's part (三(三)). */
export const replied = detail(
  {
    dispatchId: uuid,
    department: departmentCode,
    outcome: z.enum(REPLY_OUTCOMES),
    final: z.boolean(),
    late: z.boolean(),
  },
  {
    dispatchId: '1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    department: 'scjg',
    outcome: 'solved',
    final: true,
    late: false,
  },
);
