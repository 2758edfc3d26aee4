import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';

/** 督办单 to the leader for a missed deadline, the `ordinal`-th of it (三(四)). */
export const urged = z.strictObject({
  noticeId: uuid,
  clockId: z.string(),
  department: departmentCode.nullable(),
  dueAt: instant,
  ordinal: z.int().positive(),
});
