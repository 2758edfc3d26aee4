import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';
import { detail } from './detail.js';

/** 督办单 to the leader for a missed deadline, the `ordinal`-th of it (三(四)). */
export const urged = detail(
  {
    noticeId: uuid,
    clockId: z.string(),
    department: departmentCode.nullable(),
    dueAt: instant,
    ordinal: z.int().positive(),
  },
  {
    noticeId: '2b5c1c4e-8a57-4f0e-9d0c-6b1f3c2d4e5f',
    clockId: 'case',
    department: 'scjg',
    dueAt: '2026-02-24T09:00:00.000Z',
    ordinal: 1,
  },
);
