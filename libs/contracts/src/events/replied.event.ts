import { REPLY_OUTCOMES } from '@bancheng/domain';
import { z } from 'zod';
import { departmentCode, uuid } from '../primitives.js';

/** 反馈: `final` when the outcome ends the department's part (三(三)). */
export const replied = z.strictObject({
  dispatchId: uuid,
  department: departmentCode,
  outcome: z.enum(REPLY_OUTCOMES),
  final: z.boolean(),
  late: z.boolean(),
});
