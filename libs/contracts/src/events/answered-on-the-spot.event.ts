import { z } from 'zod';
import { detail } from './detail.js';

/** 当场答复: a simple matter was answered or solved at the window (三(三)). */
export const answeredOnTheSpot = detail(
  {
    type: z.literal('simple'),
  },
  { type: 'simple' },
);
