import { z } from 'zod';
import { departmentCode, instant, uuid } from '../primitives.js';

/** 挂起: the department's clock stands still while the citizen's papers are awaited, until `until` at the latest. */
export const suspended = z.strictObject({
  suspensionId: uuid,
  dispatchId: uuid,
  department: departmentCode,
  until: instant,
});
