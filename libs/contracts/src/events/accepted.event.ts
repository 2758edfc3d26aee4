import { COMPLAINT_TYPES } from '@bancheng/domain';
import { z } from 'zod';

/** 受理: the case's clock starts (三(一), 三(三)). */
export const accepted = z.strictObject({
  type: z.enum(COMPLAINT_TYPES),
});
