import { z } from 'zod';
import { departmentCode, instant } from '../primitives.js';
import { detail } from './detail.js';

/** 红牌: a clock passed its due instant and the case is marked overdue (三(四)). */
export const redWarned = detail(
  {
    clockId: z.string(),
    department: departmentCode.nullable(),
    dueAt: instant,
  },
  { clockId: 'dispatch:1b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f', department: 'scjg', dueAt: '2026-02-24T09:00:00.000Z' },
);
