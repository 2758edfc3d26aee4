import { GRADES } from '@bancheng/domain';
import { z } from 'zod';

/** The citizen graded the handling; without preselection (三(五)). */
export const graded = z.strictObject({
  grade: z.enum(GRADES),
});
