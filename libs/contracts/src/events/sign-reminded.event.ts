import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';
import { detail } from './detail.js';

/** 催签: the department has not signed for its slip within half a working day. Nothing is overdue by it. */
export const signReminded = detail(
  {
    clockId: z.string(),
    department: departmentCode.nullable(),
    dueAt: instant,
  },
  { clockId: 'sign:1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', dueAt: '2026-02-24T09:00:00.000Z' },
);
