import { z } from 'zod';

/** 当场答复: a simple matter was answered or solved at the window (三(三)). */
export const answeredOnTheSpot = z.strictObject({
  type: z.literal('simple'),
});
