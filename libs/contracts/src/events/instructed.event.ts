import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 批示: a leader's instruction on the case, to a department or, with null, to the clerk; on a 督办单 where it answers one. */
export const instructed = z.strictObject({
  instructionId: uuid,
  department: departmentCode.nullable(),
  noticeId: uuid.nullable(),
});
